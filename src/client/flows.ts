import type { Flow, FlowOutcome, FlowPhoto } from './answers.ts';
import { digestOf } from './digest.ts';
import { textOf, type TypedDocument } from './document.ts';
import { SwitchboardError } from './errors.ts';
import * as documents from './generated/operations.ts';
import { Graph } from './graph.ts';
import { newKey } from './key.ts';
import type { Subscription } from './live.ts';
import type { FollowOptions, KeyOption } from './options.ts';

/** What a mutation of a flow is selected as. */
interface Changed {
  readonly flow: FlowOutcome | null;
}

/** Interaction flows. What is sent to one flow arrives in the order in which it was sent, also when some of it has to be sent again. */
export class Flows extends Graph {
  /** Null if there is none that the caller may see. */
  async flow(interactionUniqueId: string): Promise<Flow | null> {
    const { interactionFlow } = await this.query(documents.ReadFlowDocument, { interactionUniqueId });
    return interactionFlow && this.#withLinks(interactionFlow);
  }

  /** The newest that has it: `{ phoneNumber }`, `{ dtmf }`, `{ dnid }`, `{ callReturnNumber }`, `{ callerId }`, `{ historySearchId }`. */
  async flowBy(key: documents.FlowKeyInput): Promise<Flow | null> {
    const { interactionFlowBy } = await this.query(documents.ReadFlowByDocument, { key });
    return interactionFlowBy && this.#withLinks(interactionFlowBy);
  }

  /** A start whose answer was lost is not started twice: an identifier of your own sees to that, else a key that is made, if left out. */
  startFlow(input: documents.StartFlowInput = {}): Promise<FlowOutcome> {
    const isKnown = input.interactionUniqueId != null || input.idempotencyKey != null;
    const start = isKnown ? input : { ...input, idempotencyKey: newKey() };
    return this.#change(documents.StartFlowDocument, { input: start });
  }

  /** The step's `id` is made, if left out. */
  recordFlowStep(interactionUniqueId: string, step: documents.FlowStepInput): Promise<FlowOutcome> {
    const known = { ...step, id: step.id ?? newKey() };
    return this.#changeInOrder(documents.RecordFlowStepDocument, { interactionUniqueId, step: known });
  }

  recordFlowChoices(
    interactionUniqueId: string,
    stepId: string,
    choices: readonly documents.FlowChoiceInput[],
    { key = newKey() }: KeyOption = {},
  ): Promise<FlowOutcome> {
    return this.#changeInOrder(documents.RecordFlowChoicesDocument, {
      interactionUniqueId,
      stepId,
      choices,
      key,
    });
  }

  /** @param variables what to set, and null for what to remove */
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
      interactionUniqueId,
      set,
      variables,
      group: group ?? null,
      secret: secret ?? null,
      key,
    });
  }

  setFlowKeys(interactionUniqueId: string, keys: documents.FlowKeysInput): Promise<FlowOutcome> {
    return this.#changeInOrder(documents.SetFlowKeysDocument, { interactionUniqueId, keys });
  }

  completeFlow(interactionUniqueId: string): Promise<FlowOutcome> {
    return this.#changeInOrder(documents.CompleteFlowDocument, { interactionUniqueId });
  }

  abandonFlow(
    interactionUniqueId: string,
    reason: documents.FlowEndReason = 'TERMINATED_BY_USER',
  ): Promise<FlowOutcome> {
    return this.#changeInOrder(documents.AbandonFlowDocument, { interactionUniqueId, reason });
  }

  /** The same bytes twice are one photo. */
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
      const path = `flows/${encodeURIComponent(interactionUniqueId)}/photos?${about}`;
      const answer = await this.requests.putPhoto<{ photo: FlowPhoto }>(path, photo, await digestOf(photo));
      return this.#withLink(answer.photo);
    });
  }

  /**
   * A flow as it runs: as it is, then as it is after each change, each once, whatever the network does; it ends when the flow has ended.
   * With `after` (a `lastEventId`) it begins with the first change that came later, with `fromStart` with the flow as it was begun.
   * @throws SwitchboardError FORBIDDEN for a flow that does not exist, or that the caller may not see; BAD_CURSOR, HISTORY_LOST as `follow`
   */
  followFlow(
    interactionUniqueId: string,
    { after, fromStart = false, signal }: FollowOptions = {},
  ): Subscription<Flow> {
    return this.live({
      query: textOf(documents.FollowFlowDocument),
      variables: (last: Flow | undefined) => {
        const afterEventId = last?.lastEventId ?? after;
        return afterEventId === undefined
          ? { interactionUniqueId, fromStart }
          : { interactionUniqueId, afterEventId };
      },
      itemOf: (data: documents.FollowFlowSubscription) => this.#withLinks(data.interactionFlowUpdated),
      // One that does not change, as it was imported, has no place to go on from.
      isRepeated: (flow, last) => flow.lastEventId === last.lastEventId,
      signal,
    });
  }

  /** A path alone is of no use to who is not on the server's own page. */
  readonly #withLink = (photo: FlowPhoto): FlowPhoto => ({
    ...photo,
    url: new URL(photo.url, this.url).href,
  });

  readonly #withLinks = (flow: Flow): Flow => ({ ...flow, photos: flow.photos.map(this.#withLink) });

  #changeInOrder<Variables extends { readonly interactionUniqueId: string }>(
    document: TypedDocument<Changed, Variables>,
    variables: Variables,
  ): Promise<FlowOutcome> {
    return this.inOrder(`flow ${variables.interactionUniqueId}`, () => this.#change(document, variables));
  }

  async #change<Variables>(
    document: TypedDocument<Changed, Variables>,
    variables: Variables,
  ): Promise<FlowOutcome> {
    const { flow } = await this.requests.send<Changed>(textOf(document), variables, true);
    // What is not done is an error.
    if (flow === null) throw new SwitchboardError('BAD_RESPONSE', 'The answer has no flow.');
    return flow;
  }
}
