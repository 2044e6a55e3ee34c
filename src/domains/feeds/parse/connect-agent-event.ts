import type { FeedAgentState, FeedTask } from '../../shared/agent-feed.ts';
import type { ParsedEvent, StateChangeContent, UsageContent } from './event.ts';
import { EventFields, present } from './fields.ts';

/** What Amazon Connect's own sign-in is called among the products that agents use. */
const product = 'Amazon Connect';

/** What an agent is and does, in the words of the other feed. */
interface Snapshot {
  readonly username: string | undefined;
  readonly hierarchy: readonly string[];
  readonly isOffline: boolean;
  readonly state: Omit<FeedAgentState, 'at'>;
  /** Of two that are equal nothing has changed that an agent's state shows. */
  readonly key: string;
}

/**
 * An event of Amazon Connect's agent streams. They show the agent before and after; what the agent's state is follows from its status and
 * its contacts. Many show a change of something else, as of the routing profile: those are kept, and tell of no state. A heartbeat goes on
 * for up to an hour after the agent has left, so one of an agent who is offline tells of nothing. @throws EventFault
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
    throw fields.fault('CurrentAgentSnapshot', 'names no agent: Configuration.Username is missing');
  const named = { username, reportHierarchy: (now ?? before)?.hierarchy ?? [] };
  return {
    activityType: 'AGENT_EVENT',
    owner: {},
    at,
    latest: at,
    about: [now, before]
      .map((snapshot) => snapshot?.state.focusTask?.gatewayTaskId)
      .filter((id, index, all) => id !== undefined && all.indexOf(id) === index) as string[],
    content: {
      of: 'agent',
      changes: changesOf(eventType, at, named, now, before),
      usage: usageOf(eventType, at, named, now),
    },
  };
}

type Named = Pick<StateChangeContent, 'username' | 'reportHierarchy'>;

function changesOf(
  eventType: string,
  at: Date,
  named: Named,
  now: Snapshot | undefined,
  before: Snapshot | undefined,
): readonly StateChangeContent[] {
  if (eventType === 'HEART_BEAT') return [];
  if (eventType === 'LOGOUT') return [{ ...named, eventType, current: { state: 'LOGGED_OFF', at } }];
  if (now === undefined || (eventType !== 'LOGIN' && now.key === before?.key)) return [];
  // The stream does not say when the state before began as its own event had it, so it cannot be told whether one was lost.
  return [{ ...named, eventType, current: { ...now.state, at } }];
}

const actions: Readonly<Record<string, string>> = { LOGIN: 'BEGIN', HEART_BEAT: 'ALIVE', LOGOUT: 'END' };

function usageOf(
  eventType: string,
  at: Date,
  named: Named,
  now: Snapshot | undefined,
): readonly UsageContent[] {
  const action = actions[eventType];
  if (action === undefined || (action === 'ALIVE' && now?.isOffline !== false)) return [];
  return [{ ...named, at, action, productId: product }];
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

/** Older events name the status alone. */
const kinds: Readonly<Record<string, string>> = { Available: 'ROUTABLE', Offline: 'OFFLINE' };

/** How each state of a contact reads in the other feed; what is not here takes none of the agent's time. */
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

/** What comes first is what the agent is at. */
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
