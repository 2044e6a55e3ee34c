import type { Interaction, ModelEvent } from './model-state.ts';
import { agentState, focusOf, loadOf, statusOf, type ModelState } from './model-state.ts';
import { attributesFor, collapseRouting, type Viewer } from './views.ts';

/** An interaction as the API returns it. */
export interface ActualInteraction {
  readonly id: string;
  readonly status: string;
  readonly endReason: string | null;
  readonly skill: string | null;
  readonly attributes: unknown;
  readonly owner: { readonly username: string } | null;
  readonly participants: readonly {
    readonly participantId: string;
    readonly role: string;
    readonly nickname: string | null;
    readonly leftAt: string | null;
    readonly agent: { readonly username: string } | null;
  }[];
}

export interface ActualEvent {
  readonly __typename: ModelEvent['kind'];
  readonly eventId: string;
  readonly sequence: number;
  readonly interactionId: string;
  readonly by: string | null;
  readonly participant?: { readonly participantId: string };
  readonly status?: string;
  readonly owner?: { readonly participantId: string } | null;
  readonly attributes?: unknown;
  readonly text?: string;
  readonly visibility?: string;
  readonly clientMessageId?: string | null;
}

export interface ActualAgent {
  readonly username: string;
  readonly state: string;
  readonly taskCount: number;
  readonly focusTask: { readonly state: string; readonly interaction: { readonly id: string } | null } | null;
}

export function expectedInteraction(interaction: Interaction, viewer: Viewer): object {
  // Internal fields are hidden from customers.
  const staff = viewer === 'staff' || viewer.kind === 'agent';
  const { status, endReason, skill, owner, participants } = { ...interaction, status: statusOf(interaction) };
  return {
    status,
    endReason,
    skill: staff ? skill : null,
    attributes: attributesFor(interaction, viewer),
    owner: staff && owner !== null ? (participants[owner]?.name ?? null) : null,
    participants: participants.map(({ role, nickname, name, left }) => ({
      role,
      nickname,
      left,
      agent: staff && role === 'AGENT' ? name : null,
    })),
  };
}

export const actualInteraction = (actual: ActualInteraction): object => ({
  status: actual.status,
  endReason: actual.endReason,
  skill: actual.skill,
  attributes: actual.attributes,
  owner: actual.owner?.username ?? null,
  participants: actual.participants.map(({ role, nickname, leftAt, agent }) => ({
    role,
    nickname,
    left: leftAt !== null,
    agent: agent?.username ?? null,
  })),
});

export const expectedAgents = (model: ModelState): object =>
  Object.fromEntries(
    model.agents.map((agent) => [
      agent.username,
      {
        state: agentState(model, agent),
        tasks: loadOf(model, agent.username),
        focus: focusOf(model, agent.username),
      },
    ]),
  );

export const actualAgents = (agents: readonly ActualAgent[], ids: readonly string[]): object =>
  Object.fromEntries(
    agents.map(({ username, state, taskCount, focusTask: focus }) => [
      username,
      {
        state,
        tasks: taskCount,
        focus: focus && { interaction: ids.indexOf(focus.interaction?.id ?? ''), state: focus.state },
      },
    ]),
  );

/** Returns the history in the form of the model: participants by index, without intermediate routing states. */
export function actualHistory(
  events: readonly ActualEvent[] | null,
  participants: ActualInteraction['participants'],
): readonly object[] | null {
  if (events === null) return null;
  const position = (id: string | null | undefined): number | null =>
    id === null || id === undefined ? null : participants.findIndex((one) => one.participantId === id);
  const normalized = events.map((event) => {
    const { __typename: kind } = event;
    const by = position(event.by);
    switch (kind) {
      case 'ParticipantJoined':
      case 'ParticipantLeft':
        return { kind, by, participant: position(event.participant?.participantId) };
      case 'StatusChanged':
        return { kind, by, status: event.status ?? '' };
      case 'OwnerChanged':
        return { kind, by, owner: position(event.owner?.participantId) };
      case 'AttachedDataChanged':
        return { kind, by, attributes: event.attributes };
      case 'ChatMessage':
        return {
          kind,
          by,
          text: event.text,
          visibility: event.visibility,
          clientMessageId: event.clientMessageId,
        };
    }
  });
  return anonymous(collapseRouting(normalized));
}

export const expectedHistory = (events: readonly ModelEvent[] | null): readonly object[] | null =>
  events === null ? null : anonymous(collapseRouting(events));

/** Removes the author of QUEUED and ALERTING: the API does not define it. */
const anonymous = (events: readonly object[]): readonly object[] =>
  events.map((event) =>
    'status' in event && (event.status === 'QUEUED' || event.status === 'ALERTING')
      ? { ...event, by: null }
      : event,
  );

/** An error that reports a difference between the model and the system. */
export class Difference extends Error {
  override readonly name = 'Difference';
}

export function expectSame(expected: unknown, actual: unknown, what: string): void {
  const found = differences(expected, actual, what);
  if (found.length > 0) throw new Difference(found.join('\n'));
}

/** Returns one readable line per difference between two values. */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (Object.is(expected, actual)) return [];
  if (isObject(expected) && isObject(actual)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...names].flatMap((name) =>
      differences(expected[name], actual[name], path === '' ? name : `${path}.${name}`),
    );
  }
  return [`${path}: the model says ${JSON.stringify(expected)}, the system ${JSON.stringify(actual)}`];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
