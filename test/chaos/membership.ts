import type { EventShape, FinalLine, FollowerRole, OperationLine } from './history.ts';

export interface Viewer {
  readonly role: FollowerRole;
  readonly principal: string;
}

interface Stay {
  readonly principal: string;
  /** The number of the last event of the stay. */
  readonly until: number;
  /** Nobody is in before asking to be. */
  readonly since: number;
}

const forStaffAlone = new Set(['OwnerChanged', 'AttachedDataChanged']);

/** Who may see what: V of reliability.md. It follows from who joined and left, in the final events themselves. */
export class Membership {
  readonly #stays = new Map<string, Stay[]>();

  constructor(events: readonly FinalLine[], operations: readonly OperationLine[]) {
    const entries = operations.filter(
      ({ f, out }) => (f === 'acceptInteraction' || f === 'startInteraction') && out !== 'fail',
    );
    const byNumber = [...events].sort((a, b) => a.seq - b.seq);
    for (const { conv, type, seq, subject, eventId } of byNumber) {
      if (subject === null) continue;
      const stays = this.#stays.get(conv) ?? [];
      this.#stays.set(conv, stays);
      if (type === 'ParticipantJoined') {
        const own = entries.filter((entry) => entry.principal === subject && entry.conv === conv);
        const answered = own.filter((entry) => entry.eventId === eventId);
        const since = Math.min(...(answered.length > 0 ? answered : own).map(({ m0 }) => m0));
        stays.push({
          principal: subject,
          until: Infinity,
          since: Number.isFinite(since) ? since : -Infinity,
        });
      }
      if (type === 'ParticipantLeft') {
        const place = stays.findLastIndex(({ principal }) => principal === subject);
        const stay = stays[place];
        if (stay !== undefined) stays[place] = { ...stay, until: seq };
      }
    }
  }

  /** Ever: up to where the viewer left for the last time. */
  maySee(viewer: Viewer, event: EventShape): boolean {
    return this.mayBeShown(viewer, event, Infinity);
  }

  /**
   * At that moment. An agent who joins sees the interaction from its start, so what happened before, or between two stays, may be shown
   * only once the agent has asked to come in.
   */
  mayBeShown({ role, principal }: Viewer, event: EventShape, at: number): boolean {
    if (role === 'staff') return true;
    if (role === 'customer' && (event.visibility === 'AGENTS' || forStaffAlone.has(event.type))) return false;
    const stays = this.#stays.get(event.conv) ?? [];
    return stays.some((stay) => stay.principal === principal && event.seq <= stay.until && stay.since <= at);
  }
}
