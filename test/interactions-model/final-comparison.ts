import { expectedHistory, expectSame, actualHistory, type ActualEvent } from './compare.ts';
import type { EventRecorder, RecordedSubscription, ReceivedNotification } from './event-recorder.ts';
import type { System } from './system.ts';
import { attributesFor, historyFor, isVisibleTo, nameOf, type Viewer } from './views.ts';
import { statusOf, type Interaction, type ModelState } from './model-state.ts';

/** Compares the final histories of all viewers with the model. @throws Difference */
export async function compareHistories(model: ModelState, system: System): Promise<Histories> {
  const histories = new Map<string, readonly ActualEvent[]>();
  const actual = await system.readState();
  for (const viewer of viewersOf(model)) {
    const all = await system.read(viewer);
    for (const [position, interaction] of model.interactions.entries()) {
      const read = all[position] ?? null;
      const where = `${nameOf(viewer)}'s view of interaction ${position}`;
      if (!isVisibleTo(interaction, viewer)) {
        expectSame(null, read, where);
        continue;
      }
      const history = read?.events?.nodes ?? null;
      expectSame(false, read?.events?.pageInfo.hasNextPage ?? false, `${where}, more than a page of events`);
      const { participants } = actual.interactions[position] ?? { participants: [] };
      const expected = historyFor(interaction, viewer);
      const messages = expected?.filter(({ kind }) => kind === 'ChatMessage').length;
      expectSame(expectedHistory(expected), actualHistory(history, participants), `${where}, history`);
      expectSame(messages, read?.messages?.totalCount, `${where}, messages`);
      if (expected !== null)
        expectSame(attributesFor(interaction, viewer), read?.attributes, `${where}, attributes`);
      checkNumbers(history ?? [], system.ids[position], where);
      if (viewer === 'staff') checkAnsweredEvents(history ?? [], position, system);
      histories.set(`${nameOf(viewer)} ${position}`, history ?? []);
    }
  }
  return histories;
}

/** Histories by viewer and index of the interaction. */
type Histories = ReadonlyMap<string, readonly ActualEvent[]>;

const viewersOf = (model: ModelState): Viewer[] => [
  'staff',
  ...model.agents.map(({ username: name }) => ({ kind: 'agent', name }) as const),
  ...[...new Set(model.interactions.map(({ customer }) => customer))].map(
    (name) => ({ kind: 'customer', name }) as const,
  ),
];

/** Checks that sequence numbers strictly increase, event ids are unique, and every event names its interaction. */
function checkNumbers(history: readonly ActualEvent[], id: string | undefined, where: string): void {
  const sequences = history.map(({ sequence }) => sequence);
  const increasing = sequences.every((sequence, index) => sequence > (sequences[index - 1] ?? 0));
  expectSame(true, increasing, `${where}, numbers increase (${sequences.join(' ')})`);
  expectSame(
    history.length,
    new Set(history.map(({ eventId }) => eventId)).size,
    `${where}, distinct event ids`,
  );
  const foreign = history.filter(({ interactionId }) => interactionId !== id);
  expectSame(0, foreign.length, `${where}, events of another interaction`);
}

/** Checks that every event named by a mutation's response is in the history with the same type. */
function checkAnsweredEvents(
  history: readonly ActualEvent[],
  position: number,
  { answeredEvents }: System,
): void {
  for (const { eventId, kind } of answeredEvents.filter(({ interaction }) => interaction === position))
    expectSame(
      kind,
      history.find((event) => event.eventId === eventId)?.__typename,
      `the event named by a response, in the history of interaction ${position}`,
    );
}

/** Compares the pushed events with the final histories. Events can still arrive, so the caller retries. @throws Difference */
export function comparePushed(
  model: ModelState,
  recorder: EventRecorder,
  histories: Histories,
  system: System,
): void {
  for (const subscription of recorder.subscriptions) {
    const interaction = model.interactions[subscription.interaction];
    if (interaction === undefined) continue;
    const { ids, end } = expectedPush(interaction, subscription, histories);
    const where = `events pushed to ${nameOf(subscription.viewer)} of interaction ${subscription.interaction}`;
    expectSame(ids, subscription.received.all, where);
    expectSame(end, subscription.received.end, `${where}, its end`);
  }
  for (const [agent, received] of recorder.notifications) {
    expectSame(undefined, received.end, `${agent}'s notifications, their end`);
    for (const [position, interaction] of model.interactions.entries()) {
      const id = system.ids[position];
      const own = received.all.filter((notification) => notification.interactionId === id);
      const expected = model.notifications.filter(
        (notification) => notification.agent === agent && notification.interaction === position,
      );
      const where = `notifications sent to ${agent} about interaction ${position}`;
      expectSame(
        expected.map(({ kind, reason }) => [kind, reason].join(' ')),
        own.map(({ __typename: kind, offered, withdrawn }) => [kind, offered ?? withdrawn ?? null].join(' ')),
        where,
      );
      const history = histories.get(`staff ${position}`) ?? [];
      const joined = interaction.participants.findIndex(
        ({ role, name }) => role === 'AGENT' && name === agent,
      );
      checkPushedHistories(own, history, joined >= 0, where);
    }
  }
}

/** CH-22: a pushed history has every event before the accept, exactly once and in order. */
function checkPushedHistories(
  notifications: readonly ReceivedNotification[],
  history: readonly ActualEvent[],
  tookPart: boolean,
  where: string,
): void {
  const ids = history.map(({ eventId }) => eventId);
  const pushed = notifications.flatMap(({ events }) =>
    events === undefined ? [] : [events.map(({ eventId }) => eventId)],
  );
  expectSame(tookPart, pushed.length > 0, `${where}, a history was pushed`);
  for (const [position, events] of pushed.entries()) {
    const first = ids.indexOf(events[0] ?? '');
    expectSame(ids.slice(first, first + events.length), events, `${where}, the history pushed`);
    // The first pushed history follows the accept, so it starts with the first event.
    if (position === 0) expectSame(0, first, `${where}, the start of the history after the accept`);
  }
}

function expectedPush(
  interaction: Interaction,
  { viewer, interaction: position, stay }: RecordedSubscription,
  histories: Histories,
): { ids: readonly string[]; end: string | undefined } {
  const history = histories.get(`${nameOf(viewer)} ${position}`) ?? [];
  const all = history.map(({ eventId }) => eventId);
  const end = statusOf(interaction) === 'COMPLETED' ? 'complete' : undefined;
  if (viewer === 'staff') return { ids: all, end };
  const stays = interaction.participants.filter(
    ({ role, name }) => name === viewer.name && (role === 'AGENT') === (viewer.kind === 'agent'),
  );
  if (stays[stay]?.left !== true) return { ids: all, end };
  // The subscription ends when the agent leaves. An agent who rejoins subscribes again.
  const leaves = history.flatMap((event, index) =>
    event.__typename === 'ParticipantLeft' && isOf(event, history, viewer.name, interaction) ? [index] : [],
  );
  return { ids: all.slice(0, (leaves[stay] ?? all.length) + 1), end: 'FORBIDDEN' };
}

/** Returns whether the event concerns the participant with this name. Join events have the order of the participants. */
function isOf(
  { participant }: ActualEvent,
  history: readonly ActualEvent[],
  name: string,
  interaction: Interaction,
): boolean {
  const joins = history.filter(({ __typename }) => __typename === 'ParticipantJoined');
  const position = joins.findIndex(
    (joined) => joined.participant?.participantId === participant?.participantId,
  );
  return interaction.participants[position]?.name === name;
}
