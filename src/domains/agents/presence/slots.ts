import type { Reservation } from '../../shared/agent-port.ts';

/** Phase of an interaction with one agent: reserved for an offer, offered, accepted, and after the conversation. */
export type Phase = 'RESERVING' | 'RESERVED' | 'WORKING' | 'WRAP';

/** One unit of an agent's capacity, in use by an interaction that the agent has or is offered. */
export interface Slot extends Reservation {
  readonly phase: Phase;
  /** The start of the phase. */
  readonly since: Date;
  /** Null until the agent accepts the interaction. */
  readonly acceptedAt: Date | null;
  /** The time at which another slot got the focus. Null for the slot in focus and for an offer. */
  readonly parkedSince: Date | null;
  /** The time parked before `parkedSince`, in milliseconds. */
  readonly parkedMs: number;
}

export type Slots = readonly Slot[];

export const slotOf = (slots: Slots, interactionId: string): Slot | undefined =>
  slots.find((slot) => slot.interactionId === interactionId);

/** Returns the slot in focus: the one accepted last or, if none is accepted, the one offered last. */
export function focusOf(slots: Slots): Slot | undefined {
  const acceptance = ({ acceptedAt }: Slot) => acceptedAt?.getTime() ?? -Infinity;
  let focus: Slot | undefined;
  // Slots are in the order of reservation, so the later one of two equals wins.
  for (const slot of slots) if (focus === undefined || acceptance(slot) >= acceptance(focus)) focus = slot;
  return focus;
}

export const withSlot = (slots: Slots, reservation: Reservation, now: Date): Slots => [
  ...slots,
  { ...reservation, phase: 'RESERVING', since: now, acceptedAt: null, parkedSince: null, parkedMs: 0 },
];

export const withoutSlot = (slots: Slots, slot: Slot): Slots => slots.filter((other) => other !== slot);

/** @param seq the interaction's sequence number at which the phase began */
export const withPhase = (slots: Slots, slot: Slot, seq: number, phase: Phase, now: Date): Slots =>
  slots.map((other) => (other === slot ? inNewPhase(slot, seq, phase, now) : other));

function inNewPhase(slot: Slot, seq: number, phase: Phase, now: Date): Slot {
  const since = slot.phase === phase ? slot.since : now;
  const accepted = phase === 'WORKING' || phase === 'WRAP';
  return { ...slot, seq, phase, since, acceptedAt: slot.acceptedAt ?? (accepted ? now : null) };
}

/** Starts and stops the parked time of each slot, so that it runs exactly while another slot is in focus. */
export function withParking(slots: Slots, now: Date): Slots {
  const focus = focusOf(slots);
  const isCorrect = (slot: Slot) => isParked(slot, focus) === (slot.parkedSince !== null);
  if (slots.every(isCorrect)) return slots;
  return slots.map((slot) => {
    if (isCorrect(slot)) return slot;
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
