import { expectedHistory, expectSame, shownHistory, type ShownEvent } from './compare.ts';
import type { Ears, Follow, HeardNotice } from './ears.ts';
import type { System } from './system.ts';
import { attributesFor, historyFor, isVisibleTo, nameOf, type Viewer } from './views.ts';
import { statusOf, type Interaction, type World } from './world.ts';

/** What there is in the end, for all who may see any of it. */
export async function compareHistories(world: World, system: System): Promise<Histories> {
  const histories = new Map<string, readonly ShownEvent[]>();
  const shown = await system.watch();
  for (const viewer of viewersOf(world)) {
    const all = await system.read(viewer);
    for (const [place, interaction] of world.interactions.entries()) {
      const read = all[place] ?? null;
      const where = `${nameOf(viewer)}'s view of interaction ${place}`;
      if (!isVisibleTo(interaction, viewer)) {
        expectSame(null, read, where);
        continue;
      }
      const history = read?.history ?? null;
      const { participants } = shown.interactions[place] ?? { participants: [] };
      const expected = historyFor(interaction, viewer);
      const messages = expected?.filter(({ kind }) => kind === 'ChatMessage').length;
      expectSame(expectedHistory(expected), shownHistory(history, participants), `${where}, history`);
      expectSame(messages, read?.messages?.totalCount, `${where}, messages`);
      if (expected !== null)
        expectSame(attributesFor(interaction, viewer), read?.attributes, `${where}, attributes`);
      checkNumbers(history ?? [], system.ids[place], where);
      if (viewer === 'staff') checkTold(history ?? [], place, system);
      histories.set(`${nameOf(viewer)} ${place}`, history ?? []);
    }
  }
  return histories;
}

/** By viewer and place. */
type Histories = ReadonlyMap<string, readonly ShownEvent[]>;

const viewersOf = (world: World): Viewer[] => [
  'staff',
  ...world.agents.map(({ username: name }) => ({ kind: 'agent', name }) as const),
  ...[...new Set(world.interactions.map(({ customer }) => customer))].map(
    (name) => ({ kind: 'customer', name }) as const,
  ),
];

/** Numbers strictly increase, no event has two, and all say whose they are. */
function checkNumbers(history: readonly ShownEvent[], id: string | undefined, where: string): void {
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

/** What an answer said had happened is in the history, as that. */
function checkTold(history: readonly ShownEvent[], place: number, { told }: System): void {
  for (const { eventId, kind } of told.filter(({ interaction }) => interaction === place))
    expectSame(
      kind,
      history.find((event) => event.eventId === eventId)?.__typename,
      `the event that an answer named, in the history of interaction ${place}`,
    );
}

/** What was pushed is what there is to read: throws while it is not, since it may be on its way. */
export function comparePushed(world: World, ears: Ears, histories: Histories, system: System): void {
  for (const follow of ears.follows) {
    const interaction = world.interactions[follow.interaction];
    if (interaction === undefined) continue;
    const { ids, end } = expectedPush(interaction, follow, histories);
    const where = `what was pushed to ${nameOf(follow.viewer)} of interaction ${follow.interaction}`;
    expectSame(ids, follow.heard.all, where);
    expectSame(end, follow.heard.end, `${where}, its end`);
  }
  for (const [agent, heard] of ears.notices) {
    expectSame(undefined, heard.end, `${agent}'s notifications, their end`);
    for (const [place, interaction] of world.interactions.entries()) {
      const id = system.ids[place];
      const own = heard.all.filter((notice) => notice.interaction.id === id);
      const expected = world.notices.filter(
        (notice) => notice.agent === agent && notice.interaction === place,
      );
      const where = `what ${agent} was told of interaction ${place}`;
      expectSame(
        expected.map(({ kind, reason }) => [kind, reason].join(' ')),
        own.map(({ __typename: kind, offered, withdrawn }) => [kind, offered ?? withdrawn ?? null].join(' ')),
        where,
      );
      const history = histories.get(`staff ${place}`) ?? [];
      const joined = interaction.participants.findIndex(
        ({ role, name }) => role === 'AGENT' && name === agent,
      );
      checkPushedHistories(own, history, joined >= 0, where);
    }
  }
}

/** CH-22: everything before the accept, exactly once and in order. */
function checkPushedHistories(
  notices: readonly HeardNotice[],
  history: readonly ShownEvent[],
  tookPart: boolean,
  where: string,
): void {
  const ids = history.map(({ eventId }) => eventId);
  const pushed = notices.flatMap(({ events }) =>
    events === undefined ? [] : [events.map(({ eventId }) => eventId)],
  );
  expectSame(tookPart, pushed.length > 0, `${where}, a history was pushed`);
  for (const [place, events] of pushed.entries()) {
    const first = ids.indexOf(events[0] ?? '');
    expectSame(ids.slice(first, first + events.length), events, `${where}, the history pushed`);
    // The first is that of the accept: it begins at the beginning.
    if (place === 0) expectSame(0, first, `${where}, where the history after the accept begins`);
  }
}

function expectedPush(
  interaction: Interaction,
  { viewer, interaction: place, stay }: Follow,
  histories: Histories,
): { ids: readonly string[]; end: string | undefined } {
  const history = histories.get(`${nameOf(viewer)} ${place}`) ?? [];
  const all = history.map(({ eventId }) => eventId);
  const end = statusOf(interaction) === 'COMPLETED' ? 'complete' : undefined;
  if (viewer === 'staff') return { ids: all, end };
  const stays = interaction.participants.filter(
    ({ role, name }) => name === viewer.name && (role === 'AGENT') === (viewer.kind === 'agent'),
  );
  if (stays[stay]?.left !== true) return { ids: all, end };
  // An agent who came back sees more, but by another subscription.
  const leaves = history.flatMap((event, index) =>
    event.__typename === 'ParticipantLeft' && isOf(event, history, viewer.name, interaction) ? [index] : [],
  );
  return { ids: all.slice(0, (leaves[stay] ?? all.length) + 1), end: 'FORBIDDEN' };
}

/** Whose leaving it is: joins come in the order of the participants. */
function isOf(
  { participant }: ShownEvent,
  history: readonly ShownEvent[],
  name: string,
  interaction: Interaction,
): boolean {
  const joins = history.filter(({ __typename }) => __typename === 'ParticipantJoined');
  const place = joins.findIndex((joined) => joined.participant?.id === participant?.id);
  return interaction.participants[place]?.name === name;
}
