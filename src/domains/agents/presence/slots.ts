import type { Reservation } from '../../shared/agent-port.ts';

/**
 * How far an interaction has come with one agent: about to be offered, offered, accepted, and in the work after the conversation.
 */
export type Phase = 'RESERVING' | 'RESERVED' | 'WORKING' | 'WRAP';

/** An interaction that an agent has or is offered: it takes one of the agent's places. */
export interface Slot extends Reservation {
  readonly phase: Phase;
  /** When this phase began. */
  readonly since: Date;
  /** Null until the agent takes it into work. */
  readonly acceptedAt: Date | null;
  /** Since when another one is in focus. Null for the one in focus, and for an offer: nobody works on it yet. */
  readonly parkedSince: Date | null;
  /** How long it was parked before that. */
  readonly parkedMs: number;
}

export type Slots = readonly Slot[];

export const slotOf = (slots: Slots, interactionId: string): Slot | undefined =>
  slots.find((slot) => slot.interactionId === interactionId);

/** An agent attends to one interaction at a time: the one accepted last, or while there is none the one offered last. */
export function focusOf(slots: Slots): Slot | undefined {
  const acceptance = ({ acceptedAt }: Slot) => acceptedAt?.getTime() ?? -Infinity;
  let focus: Slot | undefined;
  // In the order in which they were taken: of equals the later one wins.
  for (const slot of slots) if (focus === undefined || acceptance(slot) >= acceptance(focus)) focus = slot;
  return focus;
}

export const withSlot = (slots: Slots, assignment: Reservation, now: Date): Slots => [
  ...slots,
  { ...assignment, phase: 'RESERVING', since: now, acceptedAt: null, parkedSince: null, parkedMs: 0 },
];

export const withoutSlot = (slots: Slots, slot: Slot): Slots => slots.filter((other) => other !== slot);

/** @param seq the number in the interaction's log that says so */
export const withPhase = (slots: Slots, slot: Slot, seq: number, phase: Phase, now: Date): Slots =>
  slots.map((other) => (other === slot ? moved(slot, seq, phase, now) : other));

function moved(slot: Slot, seq: number, phase: Phase, now: Date): Slot {
  const since = slot.phase === phase ? slot.since : now;
  const accepted = phase === 'WORKING' || phase === 'WRAP';
  return { ...slot, seq, phase, since, acceptedAt: slot.acceptedAt ?? (accepted ? now : null) };
}

/** Starts and stops the clocks of what is parked. */
export function withParking(slots: Slots, now: Date): Slots {
  const focus = focusOf(slots);
  const isRight = (slot: Slot) => isParked(slot, focus) === (slot.parkedSince !== null);
  if (slots.every(isRight)) return slots;
  return slots.map((slot) => {
    if (isRight(slot)) return slot;
    return isParked(slot, focus)
      ? { ...slot, parkedSince: now }
      : { ...slot, parkedSince: null, parkedMs: parkedMsOf(slot, now) };
  });
}

const isParked = (slot: Slot, focus: Slot | undefined): boolean => slot !== focus && slot.acceptedAt !== null;

export const parkedMsOf = (
  { parkedMs, parkedSince }: Pick<Slot, 'parkedMs' | 'parkedSince'>,
  now: Date,
): number => parkedMs + (parkedSince === null ? 0 : Math.max(0, now.getTime() - parkedSince.getTime()));
