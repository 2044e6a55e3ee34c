import { v7 as uuid } from 'uuid';
import type { Caller } from '../../../auth/index.ts';
import { DomainError } from '../../../kernel/errors.ts';
import { naturalIdOf } from '../../../kernel/global-id.ts';
import type { RequestKey } from '../../shared/idempotency.ts';
import {
  checkInvite,
  checkTransfer,
  decideInvite,
  decideTransfer,
  type NewOffer,
} from '../decisions/agent.ts';
import {
  type InteractionDecision,
  offerTo,
  refusal,
  type Actor,
  type InteractionState,
} from '../model/index.ts';
import type { InteractionDependencies } from '../dependencies.ts';
import { actorOf, checkSkill } from '../input.ts';
import { type OperationOutcome, commandKey, runCommand, type ClientKey } from './run.ts';
import { newOffer } from '../routing/offers.ts';
import { routeAfter, watchOffer } from '../routing/router.ts';

export async function inviteUser(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  agentId: string,
  key: ClientKey,
): Promise<OperationOutcome> {
  const agent = naturalIdOf('Agent', agentId);
  return offerToAgent(deps, caller, id, commandKey(caller, key, 'inviteUser', agent), {
    agent,
    field: ['agentId'],
    reason: 'INVITE',
    check: (state, actor) => checkInvite(state, actor, agent),
    decide: decideInvite,
  });
}

/** Transfers to an agent, or to any agent who has a skill. */
export async function singleStepTransfer(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  to: { readonly agentId?: string | null; readonly skill?: string | null },
  key: ClientKey,
): Promise<OperationOutcome> {
  const name = 'singleStepTransfer';
  if (to.agentId != null) {
    const agent = naturalIdOf('Agent', to.agentId);
    return offerToAgent(deps, caller, id, commandKey(caller, key, name, { agent }), {
      agent,
      field: ['to', 'agentId'],
      reason: 'TRANSFER',
      check: (state, actor) => checkTransfer(state, actor, { agent }),
      decide: (state, actor, offer, at) => decideTransfer(state, actor, { agent }, offer, at),
    });
  }
  const skill = checkSkill('to.skill', to.skill) ?? '';
  const isKnown = await deps.agents.anyoneHas(caller.tenant, skill);
  const request = commandKey(caller, key, name, { skill });
  const outcome = await runCommand(deps, caller, id, request, (state, actor, at) => {
    const fault = checkTransfer(state, actor, { skill });
    if (fault !== undefined) return fault;
    return isKnown
      ? decideTransfer(state, actor, { skill }, undefined, at)
      : refusal('NO_SUCH_TARGET', { field: ['to', 'skill'] });
  });
  return routeAfter(deps, caller.tenant, outcome);
}

interface AgentOffer {
  readonly agent: string;
  /** The path of the argument that names the agent. */
  readonly field: readonly string[];
  readonly reason: 'INVITE' | 'TRANSFER';
  /** Returns a refusal if the offer cannot be made. */
  readonly check: (state: InteractionState, actor: Actor) => InteractionDecision | undefined;
  readonly decide: (state: InteractionState, actor: Actor, offer: NewOffer, at: Date) => InteractionDecision;
}

/**
 * Offers an interaction to one agent. The agent's slot is reserved first, so that no agent is ever above capacity. It is released if the
 * log does not contain the offer.
 */
async function offerToAgent(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  request: RequestKey,
  { agent, field, reason, check, decide }: AgentOffer,
): Promise<OperationOutcome> {
  const { agents, streams } = deps;
  const { tenant } = caller;
  const interactionId = naturalIdOf('Interaction', id);
  const { seq, state } = await streams.heads.refresh(tenant, interactionId, 'local');
  const offerId = uuid();
  const reservation =
    check(state, actorOf(caller)) === undefined
      ? await agents.reserve(tenant, agent, { interactionId, offerId, seq, type: state.type, reason })
      : 'SKIPPED';
  const release = () => agents.releaseOffer(tenant, agent, interactionId, offerId);
  const outcome = await runCommand(deps, caller, id, request, (now, actor, at) => {
    const fault = check(now, actor);
    if (fault !== undefined) return fault;
    if (reservation === 'UNKNOWN') return refusal('NO_SUCH_TARGET', { field });
    if (reservation === 'UNAVAILABLE') return refusal('AGENT_UNAVAILABLE', { field });
    // SKIPPED: the offer became possible after the state was read. HELD: a concurrent request has the slot, often an earlier attempt of this
    // request, and its offer is not in the log yet. The client tries again.
    if (reservation === 'SKIPPED' || reservation === 'HELD') return refusal('BUSY');
    return decide(now, actor, newOffer(deps, offerId, agent, at), at);
  }).catch(async (error: unknown) => {
    // BUSY: nothing was appended. After an unknown outcome, the sweep of the slots releases the slot if necessary.
    if (reservation === 'RESERVED' && error instanceof DomainError && error.code === 'BUSY') await release();
    throw error;
  });
  if (reservation !== 'RESERVED') return outcome;
  const latest = await streams.heads.refresh(tenant, interactionId, 'local');
  if (offerTo(latest.state, agent)?.offerId === offerId)
    await watchOffer(deps, tenant, interactionId, agent, offerId);
  else await release();
  return outcome;
}
