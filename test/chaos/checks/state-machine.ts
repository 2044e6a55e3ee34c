import type { FinalLine, OperationLine, StateLine } from '../history.ts';
import type { FinalEvents } from './final-events.ts';
import type { Report } from './report.ts';

/** The statuses that may follow each status. '' is the status before the first event. */
const successors: Readonly<Record<string, readonly string[]>> = {
  '': ['QUEUED'],
  QUEUED: ['ALERTING', 'ACTIVE', 'COMPLETED'],
  ALERTING: ['QUEUED', 'ACTIVE', 'COMPLETED'],
  ACTIVE: ['QUEUED', 'ALERTING', 'WRAP', 'COMPLETED'],
  WRAP: ['COMPLETED'],
  COMPLETED: [],
};

interface Replay {
  status: string;
  owner: string | null;
  readonly present: Map<string, string>;
}

/**
 * Checks I18: the events of an interaction are legal step by step, the interaction that queries show has the state that follows from
 * them, and one acceptance of an offer succeeded.
 */
export function checkStateMachine(
  states: readonly StateLine[],
  operations: readonly OperationLine[],
  events: FinalEvents,
  report: Report,
): void {
  const shown = new Map(states.map((state) => [state.conv, state]));
  for (const conv of events.convs) {
    const replay: Replay = { status: '', owner: null, present: new Map() };
    for (const event of events.in(conv)) {
      const fault = apply(replay, event);
      if (fault !== undefined) report('I18', `${conv}: event ${event.seq} (${event.type}) ${fault}`);
    }
    const state = shown.get(conv);
    if (state !== undefined) compare(state, replay, events, report);
  }
  checkAcceptances(operations, events, report);
}

/** Applies an event. Returns the reason why it is illegal. */
function apply(
  replay: Replay,
  { type, actor, status, participant, subject, owner }: FinalLine,
): string | undefined {
  const { status: before, present } = replay;
  if (before === 'COMPLETED') return 'follows the completion';
  if (type === 'StatusChanged') {
    replay.status = status ?? '';
    if (!(successors[before] ?? []).includes(replay.status))
      return `leads from ${before} to ${replay.status}`;
  }
  if (type === 'ParticipantJoined') {
    if (present.has(participant ?? '')) return 'repeats a participant';
    present.set(participant ?? '', subject ?? '');
  }
  if (type === 'ParticipantLeft' && !present.delete(participant ?? '')) return 'is of nobody present';
  if (type === 'OwnerChanged') {
    replay.owner = owner;
    if (owner !== null && !present.has(owner)) return 'names an owner who is not present';
  }
  if (type === 'ChatMessage' && !present.has(actor ?? '')) return 'is by nobody present';
  return undefined;
}

function compare(state: StateLine, replay: Replay, events: FinalEvents, report: Report): void {
  const expected = {
    status: replay.status,
    owner: events.principalOf(state.conv, replay.owner) ?? null,
    present: [...replay.present.values()].sort().join(', '),
  };
  const shown = { ...state, present: [...state.present].sort().join(', ') };
  for (const name of ['status', 'owner', 'present'] as const)
    if (shown[name] !== expected[name])
      report(
        'I18',
        `${state.conv} shows the ${name} ${shown[name] ?? 'none'}, not ${expected[name] ?? 'none'}`,
      );
}

/** Two acceptances with different keys never name the same joining participant. */
function checkAcceptances(operations: readonly OperationLine[], events: FinalEvents, report: Report): void {
  const accepted = operations.filter(
    ({ f, out, eventId }) => f === 'acceptInteraction' && out === 'ok' && eventId !== null,
  );
  for (const [eventId, same] of Map.groupBy(accepted, (line) => line.eventId ?? '')) {
    const seq = events.withId(eventId)[0]?.seq ?? '?';
    if (new Set(same.map(({ key, principal }) => `${principal} ${key ?? ''}`)).size > 1)
      report('I18', `two acceptances of ${same[0]?.conv ?? ''} succeeded with event ${seq}`);
  }
}
