import type { FinalLine } from '../history.ts';

/** The final events, by interaction and sequence number. */
export class FinalEvents {
  readonly all: readonly FinalLine[];
  readonly #byNumber = new Map<string, FinalLine>();
  readonly #byId = new Map<string, FinalLine[]>();
  readonly #byConv: Map<string, FinalLine[]>;
  readonly #principals = new Map<string, string>();

  constructor(lines: readonly FinalLine[]) {
    this.all = [...lines].sort((a, b) => a.seq - b.seq);
    this.#byConv = Map.groupBy(this.all, ({ conv }) => conv);
    for (const event of this.all) {
      this.#byNumber.set(`${event.conv} ${event.seq}`, event);
      this.#byId.set(event.eventId, [...this.withId(event.eventId), event]);
      if (event.participant !== null && event.subject !== null)
        this.#principals.set(`${event.conv} ${event.participant}`, event.subject);
    }
  }

  at(conv: string, seq: number): FinalLine | undefined {
    return this.#byNumber.get(`${conv} ${seq}`);
  }
  withId(eventId: string): readonly FinalLine[] {
    return this.#byId.get(eventId) ?? [];
  }
  in(conv: string): readonly FinalLine[] {
    return this.#byConv.get(conv) ?? [];
  }
  get convs(): readonly string[] {
    return [...this.#byConv.keys()];
  }
  tenantOf(conv: string): string | undefined {
    return this.in(conv)[0]?.tenant;
  }
  /** Returns the principal of a participant, which joined at some time. */
  principalOf(conv: string, participant: string | null): string | undefined {
    return this.#principals.get(`${conv} ${participant ?? ''}`);
  }
}
