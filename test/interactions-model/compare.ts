import type { Interaction, ModelEvent } from './world.ts';
import { agentState, focusOf, loadOf, statusOf, type World } from './world.ts';
import { attributesFor, settled, type Viewer } from './views.ts';

/** What the system says of one interaction. */
export interface Shown {
  readonly id: string;
  readonly status: string;
  readonly endReason: string | null;
  readonly skill: string | null;
  readonly attributes: unknown;
  readonly owner: { readonly username: string } | null;
  readonly participants: readonly {
    readonly id: string;
    readonly role: string;
    readonly nickname: string | null;
    readonly leftAt: string | null;
    readonly agent: { readonly username: string } | null;
  }[];
}

export interface ShownEvent {
  readonly __typename: ModelEvent['kind'];
  readonly eventId: string;
  readonly sequence: number;
  readonly interactionId: string;
  readonly by: string | null;
  readonly participant?: { readonly id: string };
  readonly status?: string;
  readonly owner?: { readonly id: string } | null;
  readonly attributes?: unknown;
  readonly text?: string;
  readonly visibility?: string;
  readonly clientMessageId?: string | null;
}

export interface ShownAgent {
  readonly username: string;
  readonly state: string;
  readonly taskCount: number;
  readonly focusTask: { readonly state: string; readonly interaction: { readonly id: string } | null } | null;
}

export function expectedInteraction(interaction: Interaction, viewer: Viewer): object {
  // Customers are not shown what belongs to the centre.
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

export const shownInteraction = (shown: Shown): object => ({
  status: shown.status,
  endReason: shown.endReason,
  skill: shown.skill,
  attributes: shown.attributes,
  owner: shown.owner?.username ?? null,
  participants: shown.participants.map(({ role, nickname, leftAt, agent }) => ({
    role,
    nickname,
    left: leftAt !== null,
    agent: agent?.username ?? null,
  })),
});

export const expectedAgents = (world: World): object =>
  Object.fromEntries(
    world.agents.map((agent) => [
      agent.username,
      {
        state: agentState(world, agent),
        tasks: loadOf(world, agent.username),
        focus: focusOf(world, agent.username),
      },
    ]),
  );

export const shownAgents = (agents: readonly ShownAgent[], ids: readonly string[]): object =>
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

/** The history in the model's words: participants by their place, and what routing did in between left out. */
export function shownHistory(
  events: readonly ShownEvent[] | null,
  participants: Shown['participants'],
): readonly object[] | null {
  if (events === null) return null;
  const place = (id: string | null | undefined): number | null =>
    id === null || id === undefined ? null : participants.findIndex((one) => one.id === id);
  const told = events.map((event) => {
    const { __typename: kind } = event;
    const by = place(event.by);
    switch (kind) {
      case 'ParticipantJoined':
      case 'ParticipantLeft':
        return { kind, by, participant: place(event.participant?.id) };
      case 'StatusChanged':
        return { kind, by, status: event.status ?? '' };
      case 'OwnerChanged':
        return { kind, by, owner: place(event.owner?.id) };
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
  return anonymous(settled(told));
}

export const expectedHistory = (events: readonly ModelEvent[] | null): readonly object[] | null =>
  events === null ? null : anonymous(settled(events));

/** Nobody says who it was that made an interaction wait or ring: often nobody. */
const anonymous = (events: readonly object[]): readonly object[] =>
  events.map((event) =>
    'status' in event && (event.status === 'QUEUED' || event.status === 'ALERTING')
      ? { ...event, by: null }
      : event,
  );

/** Something that the model and the system say differently. */
export class Difference extends Error {
  override readonly name = 'Difference';
}

export function expectSame(expected: unknown, actual: unknown, what: string): void {
  const found = differences(expected, actual, what);
  if (found.length > 0) throw new Difference(found.join('\n'));
}

/** Where two values differ, as lines to read. */
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
