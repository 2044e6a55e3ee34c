import { refusalError, retryLater, type Flow, type FlowOutcome, type FlowPhoto } from './answers.ts';
import { documentText, type TypedDocument } from './document.ts';
import { SwitchboardError } from './errors.ts';
import * as documents from './generated/operations.ts';
import { GraphClient } from './graph-client.ts';
import { newKey, type FollowOptions, type KeyOption } from './options.ts';
import type { Subscription } from './resumable-subscription.ts';

/** Result of a mutation of a flow. */
interface Changed {
  readonly flow: documents.FlowPayloadFieldsFragment | null;
}

/**
 * Operations on interaction flows. Operations on one flow run in the order of their calls, retries included. A refused operation rejects
 * with a SwitchboardError whose `code` is the status of the refusal, for example NOT_FOUND.
 */
export class FlowClient extends GraphClient {
  /** Returns null if the flow does not exist or the caller may not see it. */
  async flow(interactionUniqueId: string): Promise<Flow | null> {
    const { interactionFlow } = await this.query(documents.ReadFlowDocument, { id: interactionUniqueId });
    return interactionFlow && this.#withLinks(interactionFlow);
  }

  /**
   * Returns the newest flow with a key: `{ phoneNumber }`, `{ dtmf }`, `{ dnid }`, `{ callReturnNumber }`, `{ callerId }` or
   * `{ historySearchId }`.
   */
  async flowBy(key: documents.FlowKeyInput): Promise<Flow | null> {
    const { interactionFlowBy } = await this.query(documents.ReadFlowByDocument, { key });
    return interactionFlowBy && this.#withLinks(interactionFlowBy);
  }

  /** Starts a flow. It is idempotent by `interactionUniqueId` or `idempotencyKey`; a key is generated if both are left out. */
  startFlow(input: documents.StartFlowInput = {}): Promise<FlowOutcome> {
    const isKnown = input.interactionUniqueId != null || input.idempotencyKey != null;
    const start = isKnown ? input : { ...input, idempotencyKey: newKey() };
    return this.#change(documents.StartFlowDocument, { input: start });
  }

  /** Records a step. Its `stepId` is generated if it is left out. */
  recordFlowStep(interactionUniqueId: string, step: documents.FlowStepInput): Promise<FlowOutcome> {
    const known = { ...step, stepId: step.stepId ?? newKey() };
    return this.#changeInOrder(documents.RecordFlowStepDocument, { id: interactionUniqueId, step: known });
  }

  recordFlowChoices(
    interactionUniqueId: string,
    stepId: string,
    choices: readonly documents.FlowChoiceInput[],
    { key = newKey() }: KeyOption = {},
  ): Promise<FlowOutcome> {
    return this.#changeInOrder(documents.RecordFlowChoicesDocument, {
      id: interactionUniqueId,
      stepId,
      choices,
      key,
    });
  }

  /** @param variables values to set; null removes a variable */
  setFlowVariables(
    interactionUniqueId: string,
    set: string,
    variables: Readonly<Record<string, unknown>>,
    {
      group,
      secret,
      key = newKey(),
    }: KeyOption & { readonly group?: string; readonly secret?: readonly string[] } = {},
  ): Promise<FlowOutcome> {
    return this.#changeInOrder(documents.SetFlowVariablesDocument, {
      id: interactionUniqueId,
      set,
      variables,
      group: group ?? null,
      secret: secret ?? null,
      key,
    });
  }

  setFlowKeys(interactionUniqueId: string, keys: documents.FlowKeysInput): Promise<FlowOutcome> {
    return this.#changeInOrder(documents.SetFlowKeysDocument, { id: interactionUniqueId, keys });
  }

  completeFlow(interactionUniqueId: string): Promise<FlowOutcome> {
    return this.#changeInOrder(documents.CompleteFlowDocument, { id: interactionUniqueId });
  }

  abandonFlow(
    interactionUniqueId: string,
    reason: documents.FlowEndReason = 'TERMINATED_BY_USER',
  ): Promise<FlowOutcome> {
    return this.#changeInOrder(documents.AbandonFlowDocument, { id: interactionUniqueId, reason });
  }

  /** Uploads a photo. The same bytes again return the same photo. */
  uploadPhoto(
    interactionUniqueId: string,
    photo: Blob | Uint8Array<ArrayBuffer>,
    { takenAt, stepId }: { readonly takenAt?: Date | string; readonly stepId?: string } = {},
  ): Promise<FlowPhoto> {
    return this.inOrder(`flow ${interactionUniqueId}`, async () => {
      const about = new URLSearchParams({
        ...(takenAt === undefined ? {} : { takenAt: new Date(takenAt).toISOString() }),
        ...(stepId === undefined ? {} : { stepId }),
      });
      const path = `flows/${encodeURIComponent(interactionUniqueId)}/photos?${about.toString()}`;
      const answer = await this.requests.putPhoto<{ photo: FlowPhoto }>(
        path,
        photo,
        await digestHeader(photo),
      );
      return this.#withLink(answer.photo);
    });
  }

  /**
   * Subscribes to a flow. Yields its current state, then its state after each change, each exactly once, across reconnects. Ends when the
   * flow ends. With `after` (a `lastEventId`) it starts with the first later change, with `fromStart` with the state after the start.
   * @throws SwitchboardError FORBIDDEN if the flow does not exist or the caller may not see it; BAD_CURSOR and HISTORY_LOST as `follow`
   */
  followFlow(
    interactionUniqueId: string,
    { after, fromStart = false, signal }: FollowOptions = {},
  ): Subscription<Flow> {
    return this.live({
      query: documentText(documents.FollowFlowDocument),
      variables: (last: Flow | undefined) => {
        const afterEventId = last?.lastEventId ?? after;
        return afterEventId === undefined
          ? { id: interactionUniqueId, fromStart }
          : { id: interactionUniqueId, afterEventId };
      },
      itemOf: (data: documents.FollowFlowSubscription) => this.#withLinks(data.interactionFlowUpdated),
      // Imported flows do not change, and have no `lastEventId`.
      isRepeated: (flow, last) => flow.lastEventId === last.lastEventId,
      signal,
    });
  }

  /** Makes the photo's URL absolute, since callers are not always on a page of the server. */
  readonly #withLink = (photo: FlowPhoto): FlowPhoto => ({
    ...photo,
    url: new URL(photo.url, this.url).href,
  });

  readonly #withLinks = (flow: Flow): Flow => ({ ...flow, photos: flow.photos.map(this.#withLink) });

  #changeInOrder<Variables extends { readonly id: string }>(
    document: TypedDocument<Changed, Variables>,
    variables: Variables,
  ): Promise<FlowOutcome> {
    return this.inOrder(`flow ${variables.id}`, () => this.#change(document, variables));
  }

  async #change<Variables>(
    document: TypedDocument<Changed, Variables>,
    variables: Variables,
  ): Promise<FlowOutcome> {
    const { flow } = await this.requests.send<Changed>(documentText(document), variables, true, (data) =>
      retryLater(data.flow),
    );
    if (flow != null && flow.status !== 'OK') throw refusalError(flow);
    if (flow?.interactionFlow == null) throw new SwitchboardError('BAD_RESPONSE', 'The answer has no flow.');
    return flow.interactionFlow;
  }
}

/**
 * Returns the `content-digest` header of a body (RFC 9530), or no header on pages that were not loaded over HTTPS: browsers have no
 * `crypto.subtle` there.
 */
async function digestHeader(body: Blob | Uint8Array<ArrayBuffer>): Promise<Record<string, string>> {
  const { subtle } = crypto as { readonly subtle?: typeof crypto.subtle };
  if (subtle === undefined) return {};
  const digest = await subtle.digest('SHA-256', body instanceof Uint8Array ? body : await body.arrayBuffer());
  return { 'content-digest': `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(digest)))}:` };
}
