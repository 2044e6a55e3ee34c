import type { FeedAgentState, FeedTask } from '../../shared/feed-ports.ts';
import { hierarchyOf, methodOf, taskTypeOfChannel } from './connect-vocabulary.ts';
import type { ParsedEvent, StateChangeContent, UsageContent } from './event.ts';
import { EventFields, present } from './fields.ts';

/** The product id of the sign-in to Amazon Connect. */
const productId = 'Amazon Connect';

/** An agent at one time, in the vocabulary of the Symbee feed. */
interface Snapshot {
  readonly username: string | undefined;
  readonly hierarchy: readonly string[];
  readonly isOffline: boolean;
  /** Undefined if the status or the state of a contact is unknown. */
  readonly state: Omit<FeedAgentState, 'at'> | undefined;
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
  const fields = EventFields.of(value);
  const eventType = fields.required('EventType', fields.id('EventType'));
  const at = fields.required('EventTimestamp', fields.instant('EventTimestamp'));
  fields.required('EventId', fields.id('EventId'));
  const now = snapshotOf(fields, 'CurrentAgentSnapshot');
  const before = snapshotOf(fields, 'PreviousAgentSnapshot');
  const username = now?.username ?? before?.username;
  if (username === undefined) {
    fields.requireReadable('CurrentAgentSnapshot', 'PreviousAgentSnapshot');
    throw fields.fault('CurrentAgentSnapshot', 'has no agent: Configuration.Username is missing');
  }
  const agent = { username, reportHierarchy: (now ?? before)?.hierarchy ?? [] };
  return {
    activityType: 'AGENT_EVENT',
    namespace: {},
    at,
    latest: at,
    about: [now, before]
      .map((snapshot) => snapshot?.state?.focusTask?.gatewayTaskId)
      .filter((id, index, all) => id !== undefined && all.indexOf(id) === index) as string[],
    content: {
      of: 'agent',
      changes: changesOf(eventType, at, agent, now, before),
      usage: usageOf(eventType, at, agent, now),
    },
    issues: fields.issues,
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
  // The event does not have the time at which the previous state began. A sign-in has no previous state.
  const previous = eventType === 'LOGIN' || before?.state === undefined ? {} : { previous: before.state };
  const change = { ...agent, eventType, ...previous };
  if (eventType === 'LOGOUT') return [{ ...change, current: { state: 'LOGGED_OFF', at, taskCount: 0 } }];
  if (now?.state === undefined || (eventType !== 'LOGIN' && now.key === before?.key)) return [];
  return [{ ...change, current: { ...now.state, at } }];
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
  /** Undefined if unknown, and empty if the contact does not occupy the agent. */
  readonly state: string | undefined;
}

function snapshotOf(event: EventFields, name: string): Snapshot | undefined {
  const fields = event.object(name);
  if (fields === undefined) return undefined;
  const configuration = fields.object('Configuration');
  const status = fields.object('AgentStatus');
  const objects = fields.objects('Contacts');
  const hasAll = !fields.hasIssue('Contacts');
  const contacts = objects.map(contactOf);
  const word = status?.text('Name');
  const kind = status?.id('Type') ?? (word === undefined ? undefined : (kinds[word] ?? 'CUSTOM'));
  const pending = fields.object('NextAgentStatus')?.text('Name');
  // The other contacts would yield another state.
  const hasStates = hasAll && contacts.every(({ state }) => state !== undefined);
  const state = hasStates ? stateOf(kind, word, pending, contacts) : undefined;
  return {
    username: configuration?.id('Username'),
    hierarchy: hierarchyOf(configuration, 'AgentHierarchyGroups'),
    isOffline: kind === undefined || kind === 'OFFLINE',
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
  const word = fields.id('State');
  const state = word === undefined ? undefined : (contactStates[word] ?? '');
  return {
    state,
    task: present({
      gatewayTaskId: fields.id('ContactId'),
      type: taskTypeOfChannel(fields.id('Channel')),
      initiationMethod: methodOf(fields.id('InitiationMethod')),
      state,
    }),
  };
}

/** The agent's state by the states of the contacts, in order of precedence. */
const byState = [
  ['ACTIVE', 'WORKING'],
  ['WRAP', 'WRAP'],
  ['ALERTING', 'RESERVED'],
  ['PARKED', 'WORKING'],
] as const;

function stateOf(
  kind: string | undefined,
  name: string | undefined,
  pending: string | undefined,
  contacts: readonly Contact[],
): Omit<FeedAgentState, 'at'> | undefined {
  const open = contacts.filter(({ state }) => state !== '');
  for (const [contactState, state] of byState) {
    const focus = open.find((contact) => contact.state === contactState);
    if (focus !== undefined) return { state, taskCount: open.length, focusTask: focus.task };
  }
  if (kind === undefined) return undefined;
  if (kind === 'OFFLINE') return { state: 'LOGGED_OFF', taskCount: 0 };
  if (kind !== 'ROUTABLE') return present({ state: 'UNAVAILABLE', reason: name, taskCount: 0 });
  return pending === undefined
    ? { state: 'IDLE', taskCount: 0 }
    : { state: 'PENDING_UNAVAILABLE', reason: pending, taskCount: 0 };
}
