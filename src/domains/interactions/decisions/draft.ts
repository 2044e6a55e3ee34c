import {
  agentsIn,
  apply,
  statusOf,
  type InteractionDecision,
  type InteractionFact,
  type InteractionState,
  type Participant,
  type Participation,
  type WithdrawalReason,
} from '../model/index.ts';

/** Collects the facts of a decision, and folds each fact into the state so that later facts can depend on it. */
export class Draft {
  readonly #at: Date;
  readonly #by: string | undefined;
  readonly facts: InteractionFact[] = [];
  state: InteractionState;

  /** @param by the id of the acting participant */
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

  setOwner(owner: Participant | undefined): this {
    if ((owner?.id ?? null) === this.state.owner) return this;
    return this.add({
      type: 'owner',
      ...this.#actor(),
      owner: owner === undefined ? null : asParticipant(owner),
    });
  }

  /** Passes the ownership of an interaction whose owner left to the agent who joined first. */
  passOwnership(): this {
    return agentsIn(this.state).some(({ id }) => id === this.state.owner)
      ? this
      : this.setOwner(agentsIn(this.state)[0]);
  }

  withdrawOffers(
    reason: WithdrawalReason,
    which: (offer: InteractionState['offers'][number]) => boolean,
  ): this {
    for (const { offerId, agent } of this.state.offers.filter(which))
      this.add({ type: 'offerEnded', offerId, agent, reason });
    return this;
  }

  /** Adds a status fact if the status has changed. */
  updateStatus(): this {
    const status = statusOf(this.state);
    if (status !== this.state.status || this.state.seq === this.facts.length) this.#addStatus(status);
    return this;
  }

  toDecision(): InteractionDecision {
    return { facts: this.facts, changes: this.facts.some(({ type }) => type !== 'message') };
  }

  #addStatus(status: InteractionState['status']): void {
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
