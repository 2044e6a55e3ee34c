import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { principalOf, type Caller } from '../../../auth/index.ts';
import { DomainError, invalid } from '../../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../../kernel/global-id.ts';
import { isChat, type TaskType } from '../../shared/task.ts';
import {
  checkInvite,
  checkTransfer,
  decideAccept,
  decideAttributes,
  decideComplete,
  decideEndChat,
  decideInvite,
  decideLeave,
  decideLeaveConference,
  decideMessage,
  decideReject,
  decideStart,
  decideTransfer,
  type Decided,
  type NewOffer,
  type Target,
} from '../decisions/index.ts';
import {
  check,
  offerTo,
  refusal,
  type Actor,
  type InteractionState,
  type Refusal,
  type Visibility,
  type WorkCode,
} from '../model/index.ts';
import type { InteractionDependencies } from '../dependencies.ts';
import {
  actorOf,
  checkAttributes,
  checkNickname,
  checkSkill,
  checkSubject,
  checkWorkCodes,
  hashOf,
  mergeAttributes,
  requestKey,
  textFault,
  viewerOf,
  type RequestKey,
} from '../input.ts';
import { outcomeOf, refused, type OperationOutcome } from '../outcome.ts';

export interface StartInput {
  readonly type: TaskType;
  readonly nickname?: string | null | undefined;
  readonly subject?: string | null | undefined;
  readonly skill?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly attributes?: unknown;
  readonly clientInteractionId?: string | null | undefined;
  readonly interactionUniqueId?: string | null | undefined;
}

type Key = string | null | undefined;

/** What customers and agents do. Each authorises and decides on the newest state, writes once, and answers what reads then show. */
export function createActions({ streams, ids, agents, flows, routing }: InteractionDependencies) {
  const { appender, heads } = streams;

  async function write(
    caller: Caller,
    interactionId: string,
    key: RequestKey,
    decide: (state: InteractionState, at: Date) => Decided,
  ) {
    await ids.ready();
    return appender.append<Refusal>(caller.tenant, interactionId, { ...key, decide });
  }

  /** An operation on an interaction that is there. */
  async function act(
    caller: Caller,
    id: string,
    name: string,
    { key, content = [] }: { readonly key: Key; readonly content?: readonly unknown[] },
    decide: (state: InteractionState, actor: Actor, at: Date) => Decided,
  ): Promise<OperationOutcome> {
    const request = requestKey(caller, 'idempotencyKey', key, [name, ...content]);
    return actWith(caller, id, request, decide);
  }

  async function actWith(
    caller: Caller,
    id: string,
    request: RequestKey,
    decide: (state: InteractionState, actor: Actor, at: Date) => Decided,
  ): Promise<OperationOutcome> {
    const interactionId = naturalIdOf('Interaction', id);
    const actor = actorOf(caller);
    const appended = await write(caller, interactionId, request, (state, at) => decide(state, actor, at));
    return outcomeOf(ids, interactionId, viewerOf(caller), appended);
  }

  /** Looks for an agent at once: not to have to wait for a sweep. */
  const routed = async (caller: Caller, outcome: OperationOutcome): Promise<OperationOutcome> => {
    if (outcome.status === 'OK')
      await routing.route(caller.tenant, outcome.interactionId).catch(() => undefined);
    return outcome;
  };

  /**
   * Offers an interaction to one agent: the agent's slot is reserved first, so nobody is ever above capacity, and given back unless the
   * log has taken the offer.
   */
  async function offerToAgent(
    caller: Caller,
    id: string,
    agent: string,
    reason: 'INVITE' | 'TRANSFER',
    request: { readonly name: string; readonly key: Key; readonly content: readonly unknown[] },
    check: (state: InteractionState, actor: Actor) => Decided | undefined,
    decide: (state: InteractionState, actor: Actor, offer: NewOffer, at: Date) => Decided,
  ): Promise<OperationOutcome> {
    const interactionId = naturalIdOf('Interaction', id);
    const { tenant } = caller;
    const actor = actorOf(caller);
    // Before anything is reserved: what is no key at all is refused, and changes nothing.
    const key = requestKey(caller, 'idempotencyKey', request.key, [request.name, ...request.content]);
    const { seq, state } = await heads.refresh(tenant, interactionId, 'local');
    const offerId = uuid();
    const reserved =
      check(state, actor) === undefined
        ? await agents.reserve(tenant, agent, { interactionId, offerId, seq, type: state.type, reason })
        : 'NO';
    const outcome = await actWith(caller, id, key, (now, who, at) => {
      const fault = check(now, who);
      if (fault !== undefined) return fault;
      if (reserved === 'UNKNOWN') return refusal('NO_SUCH_TARGET');
      if (reserved === 'UNAVAILABLE') return refusal('AGENT_UNAVAILABLE');
      // It has only just become possible.
      if (reserved === 'NO') return refusal('BUSY');
      return decide(now, who, routing.newOffer(offerId, agent, at), at);
    }).catch(async (error: unknown) => {
      // Not even tried; of what may have been, a sweep finds out what became of it.
      if (reserved === 'RESERVED' && error instanceof DomainError && error.code === 'BUSY')
        await agents.releaseOffer(tenant, agent, interactionId, offerId);
      throw error;
    });
    if (reserved !== 'RESERVED') return outcome;
    const stands =
      offerTo((await heads.refresh(tenant, interactionId, 'local')).state, agent)?.offerId === offerId;
    if (stands) await routing.offered(tenant, interactionId, agent, offerId);
    else await agents.releaseOffer(tenant, agent, interactionId, offerId);
    return outcome;
  }

  /** The flow that an interaction is begun from. */
  async function flowOf(caller: Caller, id: string | null | undefined): Promise<{ readonly flow?: string }> {
    if (id == null) return {};
    const field = 'input.interactionUniqueId';
    const flow = naturalIdOf('InteractionFlow', checkedId(field, id));
    if (!(await flows.mayStartFrom(caller.tenant, flow, caller.id)))
      throw invalid(field, 'names no flow, or one of another customer');
    return { flow };
  }

  return {
    async startInteraction(caller: Caller, input: StartInput): Promise<OperationOutcome> {
      if (input.type === 'OTHER')
        throw invalid('input.type', 'OTHER stands for what a source says, and cannot be started');
      const text = input.text ?? null;
      if (text !== null && !isChat(input.type))
        throw invalid('input.text', `goes with a chat, not with ${input.type}`);
      const start = {
        taskType: input.type,
        nickname: checkNickname('input.nickname', input.nickname),
        subject: checkSubject('input.subject', input.subject),
        skill: checkSkill('input.skill', input.skill),
        text,
        attributes:
          input.attributes == null
            ? null
            : JSON.stringify(checkAttributes('input.attributes', input.attributes)),
        ...(await flowOf(caller, input.interactionUniqueId)),
      };
      const key = requestKey(caller, 'clientInteractionId', input.clientInteractionId, [
        'startInteraction',
        start,
      ]);
      const interactionId = input.clientInteractionId == null ? uuid() : idOfKey(caller, key.key);
      const fault = text === null ? undefined : textFault(text);
      if (fault !== undefined) return refused(interactionId, { status: 'INVALID_TEXT', message: fault });
      const appended = await write(caller, interactionId, key, (state, at) =>
        decideStart(state, caller.id, { ...start, interactionId }, at),
      );
      return routed(caller, outcomeOf(ids, interactionId, viewerOf(caller), appended));
    },

    leaveInteraction: (caller: Caller, id: string, key: Key) =>
      act(caller, id, 'leaveInteraction', { key }, decideLeave),

    async sendMessage(
      caller: Caller,
      id: string,
      message: { readonly text: string; readonly visibility: Visibility; readonly clientMessageId: Key },
    ): Promise<OperationOutcome> {
      const { text, visibility } = message;
      if (visibility === 'AGENTS' && caller.kind === 'customer')
        throw invalid('visibility', 'AGENTS is for agents; a customer speaks to everyone');
      const interactionId = naturalIdOf('Interaction', id);
      const fault = textFault(text);
      if (fault !== undefined) return refused(interactionId, { status: 'INVALID_TEXT', message: fault });
      const actor = actorOf(caller);
      const clientMessageId = message.clientMessageId ?? null;
      const key = requestKey(caller, 'clientMessageId', clientMessageId, ['sendMessage', text, visibility]);
      const appended = await write(caller, interactionId, key, (state) =>
        decideMessage(state, actor, { text, visibility, clientMessageId }),
      );
      return outcomeOf(ids, interactionId, viewerOf(caller), appended);
    },

    async acceptInteraction(caller: Caller, id: string, nickname: string | null | undefined, key: Key) {
      const given = checkNickname('nickname', nickname);
      const shown = given ?? (await agents.nicknameOf(caller.tenant, caller.id));
      return act(caller, id, 'acceptInteraction', { key, content: [given] }, (state, actor, at) =>
        decideAccept(state, actor, shown, at),
      );
    },

    rejectInteraction: async (caller: Caller, id: string, key: Key) =>
      routed(caller, await act(caller, id, 'rejectInteraction', { key }, decideReject)),

    inviteUser(caller: Caller, id: string, agentId: string, key: Key): Promise<OperationOutcome> {
      const agent = naturalIdOf('Agent', agentId);
      return offerToAgent(
        caller,
        id,
        agent,
        'INVITE',
        { name: 'inviteUser', key, content: [agent] },
        (state, actor) => checkInvite(state, actor, agent),
        decideInvite,
      );
    },

    async leaveConference(caller: Caller, id: string, agentId: string | null | undefined, key: Key) {
      const named = agentId == null ? caller.id : naturalIdOf('Agent', agentId);
      return act(caller, id, 'leaveConference', { key, content: [named] }, (state, actor, at) => {
        if (named === caller.id) return decideLeaveConference(state, actor, at);
        const checked = check('leaveConference', state, actor);
        if ('refused' in checked) return checked;
        return refusal(
          'NOT_PARTICIPANT',
          'Only the agent who asks can leave; the others leave by themselves.',
        );
      });
    },

    async singleStepTransfer(
      caller: Caller,
      id: string,
      to: { readonly agentId?: string | null; readonly skill?: string | null },
      key: Key,
    ): Promise<OperationOutcome> {
      const name = 'singleStepTransfer';
      if (to.agentId != null) {
        const target: Target = { agent: naturalIdOf('Agent', to.agentId) };
        return offerToAgent(
          caller,
          id,
          target.agent,
          'TRANSFER',
          { name, key, content: [target] },
          (state, actor) => checkTransfer(state, actor, target),
          (state, actor, offer, at) => decideTransfer(state, actor, target, offer, at),
        );
      }
      const target: Target = { skill: checkSkill('to.skill', to.skill) ?? '' };
      const known = await agents.anyoneHas(caller.tenant, target.skill);
      const outcome = await act(caller, id, name, { key, content: [target] }, (state, actor, at) => {
        const fault = checkTransfer(state, actor, target);
        if (fault !== undefined) return fault;
        return known ? decideTransfer(state, actor, target, undefined, at) : refusal('NO_SUCH_TARGET');
      });
      return routed(caller, outcome);
    },

    endChatSession: (caller: Caller, id: string, key: Key) =>
      act(caller, id, 'endChatSession', { key }, decideEndChat),

    async updateAttachedData(caller: Caller, id: string, attributes: unknown, key: Key) {
      const changes = checkAttributes('attributes', attributes);
      return act(caller, id, 'updateAttachedData', { key, content: [changes] }, (state, actor, at) =>
        decideAttributes(state, actor, (before) => mergeAttributes(before, changes), at),
      );
    },

    async completeInteraction(
      caller: Caller,
      id: string,
      codes: readonly WorkCode[] | null | undefined,
      key: Key,
    ) {
      const workCodes = checkWorkCodes('workCodes', codes ?? []);
      const interactionId = naturalIdOf('Interaction', id);
      const parkedMs = await agents.parkedMs(caller.tenant, caller.id, interactionId);
      return act(caller, id, 'completeInteraction', { key, content: [workCodes] }, (state, actor, at) =>
        decideComplete(state, actor, workCodes, parkedMs, at),
      );
    },
  };
}

/** With a key the id follows from it: the second start meets the first one's stream, whose log then tells. */
const idOfKey = (caller: Caller, key: string): string =>
  createHash('sha256')
    .update(hashOf([principalOf(caller), key]))
    .digest('hex')
    .slice(0, 32);
