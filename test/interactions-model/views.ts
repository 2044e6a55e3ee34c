import {
  isSame,
  offerTo,
  placeOf,
  tookPart,
  type Interaction,
  type ModelEvent,
  type Principal,
} from './world.ts';

/** Staff with `interaction.view`, or somebody who takes part. */
export type Viewer = 'staff' | Principal;

/**
 * What a viewer is shown of the history, oldest first: staff all, participants up to where they left, customers nothing of owners,
 * attached data and what agents say among themselves. Null to who has not taken part.
 */
export function historyFor(interaction: Interaction, viewer: Viewer): readonly ModelEvent[] | null {
  const { events } = interaction;
  if (viewer === 'staff') return events;
  if (!tookPart(interaction, viewer)) return null;
  const last = placeOf(interaction, viewer) >= 0 ? events.length : lastSeenBy(interaction, viewer) + 1;
  const seen = events.slice(0, last);
  return viewer.kind === 'agent' ? seen : seen.filter(isForCustomers);
}

const lastSeenBy = ({ events, participants }: Interaction, viewer: Principal): number =>
  events.findLastIndex((event) => {
    const who = event.kind === 'ParticipantLeft' ? participants[event.participant] : undefined;
    return who !== undefined && isSame(who, viewer);
  });

const isForCustomers = (event: ModelEvent): boolean =>
  event.kind !== 'OwnerChanged' &&
  event.kind !== 'AttachedDataChanged' &&
  !(event.kind === 'ChatMessage' && event.visibility === 'AGENTS');

/** Who may see that there is such an interaction: who takes or took part in it, or is offered it. */
export const isVisibleTo = (interaction: Interaction, viewer: Viewer): boolean =>
  viewer === 'staff' ||
  tookPart(interaction, viewer) ||
  (viewer.kind === 'agent' && interaction.offers.some(({ agent }) => agent === viewer.name));

/** What a viewer reads as the attached data: a customer what the customer gave, an agent who has left nothing. */
export function attributesFor(interaction: Interaction, viewer: Viewer): unknown {
  if (viewer === 'staff') return interaction.attributes;
  if (viewer.kind === 'customer') return interaction.given;
  const isInside = placeOf(interaction, viewer) >= 0 || offerTo(interaction, viewer.name) !== undefined;
  return isInside ? interaction.attributes : null;
}

interface Changing {
  readonly kind: string;
  readonly status?: string;
}

/**
 * The history without the moments in which routing was between two agents: of QUEUED and ALERTING in a row only the last counts, and
 * it only if it is another than before. How often it went back and forth is not promised.
 */
export function settled<E extends Changing>(events: readonly E[]): E[] {
  const waits = ({ kind, status }: Changing): boolean =>
    kind === 'StatusChanged' && (status === 'QUEUED' || status === 'ALERTING');
  const kept: E[] = [];
  let status: string | undefined;
  for (const [place, event] of events.entries()) {
    const next = events[place + 1];
    if (waits(event) && next !== undefined && waits(next)) continue;
    if (event.kind === 'StatusChanged') {
      if (waits(event) && event.status === status) continue;
      status = event.status;
    }
    kept.push(event);
  }
  return kept;
}

export const nameOf = (viewer: Viewer): string => (viewer === 'staff' ? 'staff' : viewer.name);
