import { isRefused, refusalError, retryLater } from './answers.ts';
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
import { documentText, type TypedDocument } from './document.ts';
import { SwitchboardError } from './errors.ts';
import { FlowClient } from './flow-client.ts';
import * as documents from './generated/operations.ts';
import {
  newKey,
  type FollowOptions,
  type KeyOption,
  type SignalOption,
  type SwitchboardOptions,
} from './options.ts';
import type { Subscription } from './resumable-subscription.ts';

/** Creates a client of Switchboard's graph. Operations use HTTP. Subscriptions share one socket, which is open while there are any. */
export const createSwitchboard = (options: SwitchboardOptions): Switchboard => new Switchboard(options);

/** Number of events in a page of a history; the server returns at most 100. */
const historyPage = 100;

/** Result of a mutation of an interaction. */
interface OutcomeData {
  readonly outcome: Outcome | null;
}

export class Switchboard extends FlowClient {
  /** Returns the signed-in agent, or null if the token is not an agent's. */
  async currentAgent(): Promise<Agent | null> {
    return (await this.query(documents.CurrentAgentDocument)).currentAgent;
  }

  /** Returns null if the interaction does not exist or the caller may not see it. */
  async interaction(id: string): Promise<Interaction | null> {
    return (await this.query(documents.ReadInteractionDocument, { id })).interaction;
  }

  /**
   * Returns the events of an interaction, oldest first; null if it does not exist or the caller may not see it. It reads as many pages
   * of 100 events as it needs.
   * @param after the eventId after which to start
   * @param limit maximum number of events; default: 1,000
   */
  async history(
    id: string,
    { after, limit = 1000 }: { readonly after?: string | undefined; readonly limit?: number } = {},
  ): Promise<readonly InteractionEvent[] | null> {
    const events: InteractionEvent[] = [];
    for (let position = after ?? null; ;) {
      const first = Math.min(historyPage, limit - events.length);
      const { interaction } = await this.query(documents.ReadHistoryDocument, { id, after: position, first });
      if (interaction?.events == null) return null;
      const { nodes, pageInfo } = interaction.events;
      events.push(...nodes.filter((event) => event !== null));
      position = pageInfo.endCursor;
      if (!pageInfo.hasNextPage || events.length >= limit) return events;
    }
  }

  /**
   * Sets the state of an agent to IDLE, UNAVAILABLE or LOGGED_OFF. The resulting state can be a different one.
   * @param agentId default: the caller
   * @throws SwitchboardError with the status of a refusal as its `code`
   */
  async setAgentState(
    state: documents.AgentState,
    { reason, agentId }: { readonly reason?: string; readonly agentId?: string } = {},
  ): Promise<Agent | null> {
    const variables = { state, reason: reason ?? null, agentId: agentId ?? null };
    // Idempotent: setting the same state again changes nothing.
    const outcome = outcomeIn(
      await this.requests.send<documents.SetAgentStateMutation>(
        documentText(documents.SetAgentStateDocument),
        variables,
        true,
        (data) => retryLater(data.outcome),
      ),
    );
    if (isRefused(outcome)) throw refusalError(outcome);
    return outcome.agent;
  }

  /** Starts an interaction. It is idempotent by `clientInteractionId`, which is generated if it is left out. */
  startInteraction(input: documents.StartInteractionInput): Promise<Outcome> {
    const clientInteractionId = input.clientInteractionId ?? newKey();
    return this.#mutate(documents.StartInteractionDocument, { input: { ...input, clientInteractionId } });
  }

  leaveInteraction(id: string, { key = newKey() }: KeyOption = {}): Promise<Outcome> {
    return this.#mutate(documents.LeaveInteractionDocument, { id, key });
  }

  /** Sends a message. Messages to one interaction arrive in the order of the calls, retries included. */
  sendMessage(
    id: string,
    text: string,
    {
      clientMessageId = newKey(),
      visibility = 'EVERYONE',
    }: { readonly clientMessageId?: string; readonly visibility?: documents.Visibility } = {},
  ): Promise<Outcome> {
    return this.inOrder(id, () =>
      this.#mutate(documents.SendMessageDocument, { id, text, key: clientMessageId, visibility }),
    );
  }

  /** Sends a typing notification. It expires after six seconds; call it again while the user types. */
  startTyping(id: string): Promise<Outcome> {
    return this.#mutate(documents.StartTypingDocument, { id });
  }

  stopTyping(id: string): Promise<Outcome> {
    return this.#mutate(documents.StopTypingDocument, { id });
  }

  acceptInteraction(
    id: string,
    { nickname, key = newKey() }: KeyOption & { readonly nickname?: string } = {},
  ): Promise<Outcome> {
    return this.#mutate(documents.AcceptInteractionDocument, { id, nickname: nickname ?? null, key });
  }

  rejectInteraction(id: string, { key = newKey() }: KeyOption = {}): Promise<Outcome> {
    return this.#mutate(documents.RejectInteractionDocument, { id, key });
  }

  inviteUser(id: string, agentId: string, { key = newKey() }: KeyOption = {}): Promise<Outcome> {
    return this.#mutate(documents.InviteUserDocument, { id, agentId, key });
  }

  leaveConference(id: string, { key = newKey() }: KeyOption = {}): Promise<Outcome> {
    return this.#mutate(documents.LeaveConferenceDocument, { id, key });
  }

  /** @param to `{ agentId }` or `{ skill }` */
  singleStepTransfer(
    id: string,
    to: documents.TransferTarget,
    { key = newKey() }: KeyOption = {},
  ): Promise<Outcome> {
    return this.#mutate(documents.SingleStepTransferDocument, { id, to, key });
  }

  endChatSession(id: string, { key = newKey() }: KeyOption = {}): Promise<Outcome> {
    return this.#mutate(documents.EndChatSessionDocument, { id, key });
  }

  /** @param attributes values to set; null removes an attribute */
  updateAttachedData(
    id: string,
    attributes: Readonly<Record<string, unknown>>,
    { key = newKey() }: KeyOption = {},
  ): Promise<Outcome> {
    return this.#mutate(documents.UpdateAttachedDataDocument, { id, attributes, key });
  }

  completeInteraction(
    id: string,
    {
      workCodes = [],
      key = newKey(),
    }: KeyOption & { readonly workCodes?: readonly documents.WorkCodeInput[] } = {},
  ): Promise<Outcome> {
    return this.#mutate(documents.CompleteInteractionDocument, { id, workCodes, key });
  }

  /** Requests the history of a chat, which `notifications` delivers. */
  requestChatHistory(id: string, { after }: { readonly after?: string } = {}): Promise<Outcome> {
    return this.#mutate(documents.RequestChatHistoryDocument, { id, eventId: after ?? null });
  }

  /**
   * Subscribes to an interaction. Yields every event in order and exactly once, across reconnects, and ends after COMPLETED. Without
   * `after` and `fromStart` it starts at the current end of the history.
   * @throws SwitchboardError FORBIDDEN if the caller is not, or is no longer, a participant; BAD_CURSOR if `after` is not of this
   *   interaction; HISTORY_LOST if the server's log was restored from a backup: read the history again, and resume after its end
   */
  follow(id: string, options: FollowOptions = {}): Subscription<InteractionEvent> {
    return this.#follow(id, options, documents.FollowInteractionDocument, (data) => data.interactionEvents);
  }

  /** Subscribes to the messages of an interaction. Otherwise as `follow`. */
  messages(id: string, options: FollowOptions = {}): Subscription<ChatMessage> {
    return this.#follow(id, options, documents.FollowMessagesDocument, (data) => data.messageAdded);
  }

  /** Subscribes to the typing notifications of the others. They are not stored, so those sent during a broken connection are lost. */
  typing(id: string, { signal }: SignalOption = {}): Subscription<Typing> {
    return this.live({
      query: documentText(documents.FollowTypingDocument),
      variables: () => ({ id }),
      itemOf: (data: documents.FollowTypingSubscription) => data.typing,
      signal,
    });
  }

  /** Subscribes to the notifications of the signed-in agent. Starts with the open offers, and again after a broken connection. */
  notifications({ signal }: SignalOption = {}): Subscription<Notification> {
    return this.live({
      query: documentText(documents.FollowNotificationsDocument),
      variables: () => ({}),
      itemOf: (data: documents.FollowNotificationsSubscription) => data.notifications,
      signal,
    });
  }

  /**
   * Subscribes to the state changes of agents. After a broken connection it resumes with the current states, so the last state of each
   * agent is always correct.
   * @param filter which agents, and whether to start with their current states
   */
  agentStates({
    signal,
    ...filter
  }: SignalOption & documents.FollowAgentStatesSubscriptionVariables = {}): Subscription<AgentStateChange> {
    let hasStarted = false;
    return this.live({
      query: documentText(documents.FollowAgentStatesDocument),
      variables: () => {
        const sendCurrent = hasStarted || filter.sendCurrent === true;
        hasStarted = true;
        return { ...filter, sendCurrent };
      },
      itemOf: (data: documents.FollowAgentStatesSubscription) => data.agentStateChanged,
      signal,
    });
  }

  async #mutate<Variables>(
    document: TypedDocument<OutcomeData, Variables>,
    variables: Variables,
  ): Promise<Outcome> {
    return outcomeIn(
      await this.requests.send<OutcomeData>(documentText(document), variables, true, (data) =>
        retryLater(data.outcome),
      ),
    );
  }

  #follow<Data, Item extends { readonly eventId: string; readonly sequence: number }>(
    id: string,
    { after, fromStart = false, signal }: FollowOptions,
    document: TypedDocument<Data, { readonly id: string }>,
    itemOf: (data: Data) => Item,
  ): Subscription<Item> {
    let start = after;
    return this.live({
      query: documentText(document),
      variables: (last) => {
        const afterEventId = last?.eventId ?? start;
        return afterEventId === undefined ? { id, fromStart: true } : { id, afterEventId };
      },
      itemOf,
      isRepeated: (item, last) => item.sequence <= last.sequence,
      // Reads the position first: a subscription that breaks before its first event could not resume otherwise.
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

  /** Returns the eventId of the last event; undefined if there are no events. */
  async #positionOf(id: string): Promise<string | undefined> {
    const { interaction } = await this.query(documents.ReadPositionDocument, { id });
    if (interaction?.events == null)
      throw new SwitchboardError(
        'FORBIDDEN',
        'The interaction does not exist, or the caller may not follow it.',
      );
    return interaction.events.pageInfo.endCursor ?? undefined;
  }
}

/** Returns the outcome of a mutation. It is null only beside an error, which is thrown before. */
function outcomeIn<Result>({ outcome }: { readonly outcome: Result | null }): Result {
  if (outcome === null) throw new SwitchboardError('BAD_RESPONSE', 'The answer has no outcome.');
  return outcome;
}
