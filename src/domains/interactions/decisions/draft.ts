import type { Decision } from '../../../eventlog/index.ts';
import {
  agentsIn,
  apply,
  statusOf,
  type InteractionFact,
  type InteractionState,
  type Participant,
  type Participation,
  type Refusal,
  type WithdrawalReason,
} from '../model/index.ts';

export type Decided = Decision<Refusal>;

/** What an operation brings about, fact by fact, with the state that they lead to. */
export class Draft {
  readonly #at: Date;
  readonly #by: string | undefined;
  readonly facts: InteractionFact[] = [];
  state: InteractionState;

  /** @param by the participant who does it */
  constructor(state: InteractionState, at: Date, by?: string) {
    this.state = state;
    this.#at = at;
    this.#by = by;
  }

  add(fact: InteractionFact): this {
    this.facts.push(fact);
    this.state = apply(this.state, fact, this.#at);
    return this;
  }

  join(participant: Omit<Participant, 'id' | 'joinedAt'>): Participant {
    const joined = { ...participant, id: `p${this.state.participants.length + 1}`, joinedAt: this.#at };
    this.add({ type: 'joined', by: joined.id, participant: joined });
    return joined;
  }

  leave(participation: Participation): this {
    this.add({ type: 'left', by: participation.id, participant: asParticipant(participation) });
    return this;
  }

  own(owner: Participant | undefined): this {
    if ((owner?.id ?? null) === this.state.owner) return this;
    return this.add({
      type: 'owner',
      ...this.#actor(),
      owner: owner === undefined ? null : asParticipant(owner),
    });
  }

  /** Whoever has been in longest owns what its owner leaves. */
  passOn(): this {
    return agentsIn(this.state).some(({ id }) => id === this.state.owner)
      ? this
      : this.own(agentsIn(this.state)[0]);
  }

  withdrawOffers(
    reason: WithdrawalReason,
    which: (offer: InteractionState['offers'][number]) => boolean,
  ): this {
    for (const { offerId, agent } of this.state.offers.filter(which))
      this.add({ type: 'offerEnded', offerId, agent, reason });
    return this;
  }

  /** Says it where the status has become another one. */
  tellStatus(): this {
    const status = statusOf(this.state);
    if (status !== this.state.status || this.state.seq === this.facts.length) this.#tell(status);
    return this;
  }

  /** @returns what is to be written */
  decided(): Decided {
    return { facts: this.facts, changes: this.facts.some(({ type }) => type !== 'message') };
  }

  #tell(status: InteractionState['status']): void {
    if (this.facts.some((fact) => fact.type === 'status' && fact.status === status)) return;
    this.add({ type: 'status', ...this.#actor(), status });
  }

  #actor(): { readonly by?: string } {
    return this.#by === undefined ? {} : { by: this.#by };
  }
}

const asParticipant = ({ id, role, principal, nickname, joinedAt }: Participant): Participant => ({
  id,
  role,
  principal,
  nickname,
  joinedAt,
});
