import {
  isSame,
  offerTo,
  participantIndex,
  tookPart,
  type Interaction,
  type ModelEvent,
  type Principal,
} from './model-state.ts';

/** Staff with the scope `interaction.view`, or an agent or customer. */
export type Viewer = 'staff' | Principal;

/**
 * Returns the part of the history that a viewer may read, oldest first. Staff read all events. Participants read the events until they
 * left. Events about owners, attached data and messages between agents are hidden from customers. Null if the viewer never participated.
 */
export function historyFor(interaction: Interaction, viewer: Viewer): readonly ModelEvent[] | null {
  const { events } = interaction;
  if (viewer === 'staff') return events;
  if (!tookPart(interaction, viewer)) return null;
  const last =
    participantIndex(interaction, viewer) >= 0 ? events.length : lastSeenBy(interaction, viewer) + 1;
  const visible = events.slice(0, last);
  return viewer.kind === 'agent' ? visible : visible.filter(isForCustomers);
}

const lastSeenBy = ({ events, participants }: Interaction, viewer: Principal): number =>
  events.findLastIndex((event) => {
    const leaver = event.kind === 'ParticipantLeft' ? participants[event.participant] : undefined;
    return leaver !== undefined && isSame(leaver, viewer);
  });

const isForCustomers = (event: ModelEvent): boolean =>
  event.kind !== 'OwnerChanged' &&
  event.kind !== 'AttachedDataChanged' &&
  !(event.kind === 'ChatMessage' && event.visibility === 'AGENTS');

/** Returns whether the viewer may see the interaction: staff, present and former participants, and agents with an offer. */
export const isVisibleTo = (interaction: Interaction, viewer: Viewer): boolean =>
  viewer === 'staff' ||
  tookPart(interaction, viewer) ||
  (viewer.kind === 'agent' && interaction.offers.some(({ agent }) => agent === viewer.name));

/** Returns the attached data for a viewer. Customers read the data that they provided; agents who left read null. */
export function attributesFor(interaction: Interaction, viewer: Viewer): unknown {
  if (viewer === 'staff') return interaction.attributes;
  if (viewer.kind === 'customer') return interaction.given;
  const isInside =
    participantIndex(interaction, viewer) >= 0 || offerTo(interaction, viewer.name) !== undefined;
  return isInside ? interaction.attributes : null;
}

interface Changing {
  readonly kind: string;
  readonly status?: string;
}

/**
 * Removes intermediate routing states. Of consecutive QUEUED and ALERTING events only the last one remains, and only if it differs from
 * the status before. The API does not define how often an interaction changes between these states.
 */
export function collapseRouting<E extends Changing>(events: readonly E[]): E[] {
  const waits = ({ kind, status }: Changing): boolean =>
    kind === 'StatusChanged' && (status === 'QUEUED' || status === 'ALERTING');
  const kept: E[] = [];
  let status: string | undefined;
  for (const [position, event] of events.entries()) {
    const next = events[position + 1];
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
