import type { FeedAgentState, FeedTask } from '../../shared/feed-ports.ts';
import type { ParsedEvent, StateChangeContent, UsageContent } from './event.ts';
import { EventFields, present } from './fields.ts';

/** The product id of the sign-in to Amazon Connect. */
const productId = 'Amazon Connect';

/** An agent at one time, in the vocabulary of the Symbee feed. */
interface Snapshot {
  readonly username: string | undefined;
  readonly hierarchy: readonly string[];
  readonly isOffline: boolean;
  readonly state: Omit<FeedAgentState, 'at'>;
  /** Equal keys mean that the agent's state has not changed. */
  readonly key: string;
}

/**
 * Parses an event of Amazon Connect's agent streams. It has a snapshot of the agent before and after the change. The agent's state follows
 * from the status and the contacts. An event that changes something else, such as the routing profile, is stored without a change of
 * state. Heartbeats continue for up to an hour after the agent has signed out, so those of an offline agent are not usage.
 * @throws EventFault
 */
export function parseConnectAgentEvent(value: unknown): ParsedEvent {
  const fields = new EventFields(value);
  const eventType = fields.required('EventType', fields.id('EventType'));
  const at = fields.required('EventTimestamp', fields.instant('EventTimestamp'));
  fields.required('EventId', fields.id('EventId'));
  const now = snapshotOf(fields.object('CurrentAgentSnapshot'));
  const before = snapshotOf(fields.object('PreviousAgentSnapshot'));
  const username = (now ?? before)?.username;
  if (username === undefined)
    throw fields.fault('CurrentAgentSnapshot', 'has no agent: Configuration.Username is missing');
  const agent = { username, reportHierarchy: (now ?? before)?.hierarchy ?? [] };
  return {
    activityType: 'AGENT_EVENT',
    namespace: {},
    at,
    latest: at,
    about: [now, before]
      .map((snapshot) => snapshot?.state.focusTask?.gatewayTaskId)
      .filter((id, index, all) => id !== undefined && all.indexOf(id) === index) as string[],
    content: {
      of: 'agent',
      changes: changesOf(eventType, at, agent, now, before),
      usage: usageOf(eventType, at, agent, now),
    },
  };
}

type AgentKey = Pick<StateChangeContent, 'username' | 'reportHierarchy'>;

function changesOf(
  eventType: string,
  at: Date,
  agent: AgentKey,
  now: Snapshot | undefined,
  before: Snapshot | undefined,
): readonly StateChangeContent[] {
  if (eventType === 'HEART_BEAT') return [];
  if (eventType === 'LOGOUT') return [{ ...agent, eventType, current: { state: 'LOGGED_OFF', at } }];
  if (now === undefined || (eventType !== 'LOGIN' && now.key === before?.key)) return [];
  // The event does not have the previous state with its own time, so a lost event cannot be detected.
  return [{ ...agent, eventType, current: { ...now.state, at } }];
}

const actions: Readonly<Record<string, string>> = { LOGIN: 'BEGIN', HEART_BEAT: 'ALIVE', LOGOUT: 'END' };

function usageOf(
  eventType: string,
  at: Date,
  agent: AgentKey,
  now: Snapshot | undefined,
): readonly UsageContent[] {
  const action = actions[eventType];
  if (action === undefined || (action === 'ALIVE' && now?.isOffline !== false)) return [];
  return [{ ...agent, at, action, productId }];
}

interface Contact {
  readonly task: FeedTask;
  readonly state: string;
}

function snapshotOf(fields: EventFields | undefined): Snapshot | undefined {
  if (fields === undefined) return undefined;
  const status = fields.object('AgentStatus');
  const configuration = fields.object('Configuration');
  const contacts = fields
    .list('Contacts')
    .map((contact, index) => contactOf(new EventFields(contact, ['Contacts', index])));
  const name = status?.text('Name') ?? 'Offline';
  const kind = status?.id('Type') ?? kinds[name] ?? 'CUSTOM';
  const pending = fields.object('NextAgentStatus')?.text('Name');
  const state = stateOf(kind, name, pending, contacts);
  const groups = configuration?.object('AgentHierarchyGroups');
  return {
    username: configuration?.id('Username'),
    hierarchy: ['Level1', 'Level2', 'Level3', 'Level4', 'Level5'].flatMap((level) => {
      const group = groups?.object(level)?.text('Name');
      return group === undefined ? [] : [group];
    }),
    isOffline: kind === 'OFFLINE',
    state,
    key: JSON.stringify(state),
  };
}

/** Older events of Amazon Connect have the name of the status alone. */
const kinds: Readonly<Record<string, string>> = { Available: 'ROUTABLE', Offline: 'OFFLINE' };

/** The states of a contact, in the vocabulary of the Symbee feed. In other states, the contact does not occupy the agent. */
const contactStates: Readonly<Record<string, string>> = {
  INCOMING: 'ALERTING',
  PENDING: 'ALERTING',
  CONNECTING: 'ALERTING',
  CONNECTED: 'ACTIVE',
  CONNECTED_ONHOLD: 'ACTIVE',
  PAUSED: 'PARKED',
  ENDED: 'WRAP',
};

function contactOf(fields: EventFields): Contact {
  const channel = fields.id('Channel');
  const state = contactStates[fields.id('State') ?? ''] ?? '';
  return {
    state,
    task: present({
      gatewayTaskId: fields.id('ContactId'),
      type: channel === undefined ? undefined : (channelTypes[channel] ?? channel),
      state,
    }),
  };
}

const channelTypes: Readonly<Record<string, string>> = {
  VOICE: 'VOICE',
  CHAT: 'WEBCHAT',
  TASK: 'GENERIC_TASK',
  EMAIL: 'ROUTED_EMAIL',
};

/** The agent's state by the states of the contacts, in order of precedence. */
const byState = [
  ['ACTIVE', 'WORKING'],
  ['WRAP', 'WRAP'],
  ['ALERTING', 'RESERVED'],
  ['PARKED', 'WORKING'],
] as const;

function stateOf(
  kind: string,
  name: string,
  pending: string | undefined,
  contacts: readonly Contact[],
): Omit<FeedAgentState, 'at'> {
  const open = contacts.filter(({ state }) => state !== '');
  for (const [contactState, state] of byState) {
    const focus = open.find((contact) => contact.state === contactState);
    if (focus !== undefined) return { state, taskCount: open.length, focusTask: focus.task };
  }
  if (kind === 'OFFLINE') return { state: 'LOGGED_OFF', taskCount: 0 };
  if (kind !== 'ROUTABLE') return { state: 'UNAVAILABLE', reason: name, taskCount: 0 };
  return pending === undefined
    ? { state: 'IDLE', taskCount: 0 }
    : { state: 'PENDING_UNAVAILABLE', reason: pending, taskCount: 0 };
}
