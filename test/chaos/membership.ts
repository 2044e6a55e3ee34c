import type { EventShape, FinalLine, SubscriberRole, OperationLine } from './history.ts';

export interface Viewer {
  readonly role: SubscriberRole;
  readonly principal: string;
}

interface Stay {
  readonly principal: string;
  /** The sequence number of the last event of the stay. */
  readonly until: number;
  /** The time at which the principal sent the request to join. */
  readonly since: number;
}

const staffOnlyTypes = new Set(['OwnerChanged', 'AttachedDataChanged']);

/** The visibility of events (V in reliability.md), derived from the join and leave events of the final history. */
export class Membership {
  readonly #stays = new Map<string, Stay[]>();

  constructor(events: readonly FinalLine[], operations: readonly OperationLine[]) {
    const entries = operations.filter(
      ({ f, out }) => (f === 'acceptInteraction' || f === 'startInteraction') && out !== 'fail',
    );
    const byNumber = [...events].sort((a, b) => a.seq - b.seq);
    for (const { tenant, conv, type, seq, subject, eventId } of byNumber) {
      if (subject === null) continue;
      const stays = this.#stays.get(conv) ?? [];
      this.#stays.set(conv, stays);
      if (type === 'ParticipantJoined') {
        const own = entries.filter(
          (entry) => entry.principal === subject && entry.conv === conv && entry.tenant === tenant,
        );
        const answered = own.filter((entry) => entry.eventId === eventId);
        const since = Math.min(...(answered.length > 0 ? answered : own).map(({ m0 }) => m0));
        stays.push({
          principal: subject,
          until: Infinity,
          since: Number.isFinite(since) ? since : -Infinity,
        });
      }
      if (type === 'ParticipantLeft') {
        const position = stays.findLastIndex(({ principal }) => principal === subject);
        const stay = stays[position];
        if (stay !== undefined) stays[position] = { ...stay, until: seq };
      }
    }
  }

  /** Returns whether the viewer may see the event at any time: it lies before the last leave of the viewer. */
  maySee(viewer: Viewer, event: EventShape): boolean {
    return this.mayBeDelivered(viewer, event, Infinity);
  }

  /**
   * Returns whether the event may be delivered to the viewer at the given time. An agent who joins sees the interaction from its start,
   * so events before a stay may be delivered only after the agent sent the request to join.
   */
  mayBeDelivered({ role, principal }: Viewer, event: EventShape, at: number): boolean {
    if (role === 'staff') return true;
    if (role === 'customer' && (event.visibility === 'AGENTS' || staffOnlyTypes.has(event.type)))
      return false;
    const stays = this.#stays.get(event.conv) ?? [];
    return stays.some((stay) => stay.principal === principal && event.seq <= stay.until && stay.since <= at);
  }
}
