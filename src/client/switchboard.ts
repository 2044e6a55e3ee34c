import type {
  Agent,
  AgentStateChange,
  ChatMessage,
  Interaction,
  InteractionEvent,
  Notification,
  Outcome,
  Typing,
} from './answers.ts';
import { textOf, type TypedDocument } from './document.ts';
import { SwitchboardError } from './errors.ts';
import { Flows } from './flows.ts';
import * as documents from './generated/operations.ts';
import { newKey } from './key.ts';
import type { Subscription } from './live.ts';
import type { FollowOptions, KeyOption, SignalOption, SwitchboardOptions } from './options.ts';

/** A client of Switchboard's graph. Operations go over HTTP; subscriptions share one socket, which is open while there are any. */
export const createSwitchboard = (options: SwitchboardOptions): Switchboard => new Switchboard(options);

/** As many events as one answer may hold. */
const positionPage = 1000;

/** What `OutcomeFields` is selected as. */
interface Acted {
  readonly outcome: Outcome;
}

export class Switchboard extends Flows {
  /** The signed-in agent; null for a token that is not an agent's. */
  async currentAgent(): Promise<Agent | null> {
    return (await this.query(documents.CurrentAgentDocument)).currentAgent;
  }

  /** Null if there is none that the caller may see. */
  async interaction(id: string): Promise<Interaction | null> {
    return (await this.query(documents.ReadInteractionDocument, { id })).interaction;
  }

  /** What happened, oldest first. Null if there is no interaction that the caller may see. @param limit at most, 1 to 1,000 */
  async history(
    id: string,
    { after, limit = 1000 }: { readonly after?: string | undefined; readonly limit?: number } = {},
  ): Promise<readonly InteractionEvent[] | null> {
    const { interaction } = await this.query(documents.ReadHistoryDocument, {
      id,
      afterEventId: after ?? null,
      limit,
    });
    return interaction?.history ?? null;
  }

  /** Signs in, out, or off for a while: IDLE, UNAVAILABLE, LOGGED_OFF. The state that results may be another one. */
  async setAgentState(
    state: documents.AgentState,
    { reason, username }: { readonly reason?: string; readonly username?: string } = {},
  ): Promise<Agent | null> {
    const variables = { state, reason: reason ?? null, username: username ?? null };
    // Saying it again changes nothing.
    const data = await this.requests.send<documents.SetAgentStateMutation>(
      textOf(documents.SetAgentStateDocument),
      variables,
      true,
    );
    return data.setAgentState;
  }

  /** `clientInteractionId` is made, if left out: a start whose answer was lost is not started twice. */
  startInteraction(input: documents.StartInteractionInput): Promise<Outcome> {
    const clientInteractionId = input.clientInteractionId ?? newKey();
    return this.#act(documents.StartInteractionDocument, { input: { ...input, clientInteractionId } });
  }

  leaveInteraction(id: string, { key = newKey() }: KeyOption = {}): Promise<Outcome> {
    return this.#act(documents.LeaveInteractionDocument, { id, key });
  }

  /** Messages that are sent one after the other arrive in that order, also when one of them has to be sent again. */
  sendMessage(
    id: string,
    text: string,
    {
      clientMessageId = newKey(),
      visibility = 'EVERYONE',
    }: { readonly clientMessageId?: string; readonly visibility?: documents.Visibility } = {},
  ): Promise<Outcome> {
    return this.inOrder(id, () =>
      this.#act(documents.SendMessageDocument, { id, text, key: clientMessageId, visibility }),
    );
  }

  /** Good for six seconds: to be repeated while somebody types. */
  startTyping(id: string): Promise<Outcome> {
    return this.#act(documents.StartTypingDocument, { id });
  }

  stopTyping(id: string): Promise<Outcome> {
    return this.#act(documents.StopTypingDocument, { id });
  }

  acceptInteraction(
    id: string,
    { nickname, key = newKey() }: KeyOption & { readonly nickname?: string } = {},
  ): Promise<Outcome> {
    return this.#act(documents.AcceptInteractionDocument, { id, nickname: nickname ?? null, key });
  }

  rejectInteraction(id: string, { key = newKey() }: KeyOption = {}): Promise<Outcome> {
    return this.#act(documents.RejectInteractionDocument, { id, key });
  }

  inviteUser(id: string, agentId: string, { key = newKey() }: KeyOption = {}): Promise<Outcome> {
    return this.#act(documents.InviteUserDocument, { id, agentId, key });
  }

  leaveConference(id: string, { key = newKey() }: KeyOption = {}): Promise<Outcome> {
    return this.#act(documents.LeaveConferenceDocument, { id, key });
  }

  /** @param to `{ agentId }` or `{ skill }` */
  singleStepTransfer(
    id: string,
    to: documents.TransferTarget,
    { key = newKey() }: KeyOption = {},
  ): Promise<Outcome> {
    return this.#act(documents.SingleStepTransferDocument, { id, to, key });
  }

  endChatSession(id: string, { key = newKey() }: KeyOption = {}): Promise<Outcome> {
    return this.#act(documents.EndChatSessionDocument, { id, key });
  }

  /** @param attributes what to set, and null for what to remove */
  updateAttachedData(
    id: string,
    attributes: Readonly<Record<string, unknown>>,
    { key = newKey() }: KeyOption = {},
  ): Promise<Outcome> {
    return this.#act(documents.UpdateAttachedDataDocument, { id, attributes, key });
  }

  completeInteraction(
    id: string,
    {
      workCodes = [],
      key = newKey(),
    }: KeyOption & { readonly workCodes?: readonly documents.WorkCodeInput[] } = {},
  ): Promise<Outcome> {
    return this.#act(documents.CompleteInteractionDocument, { id, workCodes, key });
  }

  /** Comes by `notifications`. */
  requestChatHistory(id: string, { after }: { readonly after?: string } = {}): Promise<Outcome> {
    return this.#act(documents.RequestChatHistoryDocument, { id, eventId: after ?? null });
  }

  /**
   * Everything that happens in an interaction, in order, each event once, whatever the network does; it ends after COMPLETED. With neither
   * `after` nor `fromStart` it begins where the interaction is now.
   * @throws SwitchboardError FORBIDDEN for one who takes no part, or no more; BAD_CURSOR for an event that is not of this interaction;
   *   HISTORY_LOST when the server's past is another one, as after a restored backup: read the history anew, and go on after its end
   */
  follow(id: string, options: FollowOptions = {}): Subscription<InteractionEvent> {
    return this.#follow(id, options, documents.FollowInteractionDocument, (data) => data.interactionEvents);
  }

  /** The messages of an interaction alone; otherwise as `follow`. */
  messages(id: string, options: FollowOptions = {}): Subscription<ChatMessage> {
    return this.#follow(id, options, documents.FollowMessagesDocument, (data) => data.messageAdded);
  }

  /** Who else begins and stops typing: never stored, so what came while there was no connection is missing. */
  typing(id: string, { signal }: SignalOption = {}): Subscription<Typing> {
    return this.live({
      query: textOf(documents.FollowTypingDocument),
      variables: () => ({ id }),
      itemOf: (data: documents.FollowTypingSubscription) => data.typing,
      signal,
    });
  }

  /** What the signed-in agent is told. It begins with the offers that are open, and so it does again after a broken connection. */
  notifications({ signal }: SignalOption = {}): Subscription<Notification> {
    return this.live({
      query: textOf(documents.FollowNotificationsDocument),
      variables: () => ({}),
      itemOf: (data: documents.FollowNotificationsSubscription) => data.notifications,
      signal,
    });
  }

  /**
   * Changes of agents' states. After a broken connection it goes on with the states as they are then, so the last one of each agent is
   * always right.
   * @param filter which agents, and whether to begin with their states now
   */
  agentStates({
    signal,
    ...filter
  }: SignalOption & documents.FollowAgentStatesSubscriptionVariables = {}): Subscription<AgentStateChange> {
    let begun = false;
    return this.live({
      query: textOf(documents.FollowAgentStatesDocument),
      variables: () => {
        const sendCurrent = begun || filter.sendCurrent === true;
        begun = true;
        return { ...filter, sendCurrent };
      },
      itemOf: (data: documents.FollowAgentStatesSubscription) => data.agentStateChanged,
      signal,
    });
  }

  async #act<Variables>(document: TypedDocument<Acted, Variables>, variables: Variables): Promise<Outcome> {
    const { outcome } = await this.requests.send<Acted>(textOf(document), variables, true, (data) =>
      data.outcome.status === 'BUSY' || data.outcome.status === 'RATE_LIMITED'
        ? { retryAfter: data.outcome.retryAfter ?? undefined }
        : undefined,
    );
    return outcome;
  }

  #follow<Data, Item extends { readonly eventId: string; readonly sequence: number }>(
    id: string,
    { after, fromStart = false, signal }: FollowOptions,
    document: TypedDocument<Data, { readonly id: string }>,
    itemOf: (data: Data) => Item,
  ): Subscription<Item> {
    let start = after;
    return this.live({
      query: textOf(document),
      variables: (last) => {
        const afterEventId = last?.eventId ?? start;
        return afterEventId === undefined ? { id, fromStart: true } : { id, afterEventId };
      },
      itemOf,
      isRepeated: (item, last) => item.sequence <= last.sequence,
      // A subscription that broke before its first event would not know where it began.
      ...(after === undefined && !fromStart
        ? {
            prepare: async () => {
              start = await this.#positionOf(id);
            },
          }
        : {}),
      signal,
    });
  }

  /** Where an interaction is now. */
  async #positionOf(id: string): Promise<string | undefined> {
    let last: string | undefined;
    for (;;) {
      const { interaction } = await this.query(documents.ReadPositionDocument, {
        id,
        afterEventId: last ?? null,
        limit: positionPage,
      });
      if (interaction?.history == null)
        throw new SwitchboardError('FORBIDDEN', 'There is no such interaction, or it may not be followed.');
      last = interaction.history.at(-1)?.eventId ?? last;
      if (interaction.history.length < positionPage) return last;
    }
  }
}
