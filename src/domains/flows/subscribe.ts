import type { Caller } from '../../auth/index.ts';
import { lastSeq, recordsOf, type LogRecord } from '../../eventlog/index.ts';
import { badCursor, DomainError, invalid } from '../../kernel/errors.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import { LiveSource, type LiveSubscription } from '../shared/live-source.ts';
import {
  canSeeFlow,
  exists,
  foldFlow,
  initialFlow,
  wholeFlow,
  withSecretsOf,
  type FlowState,
} from './model/index.ts';
import type { FlowDependencies } from './dependencies.ts';
import type { FlowQueries } from './queries.ts';

export interface FlowSubscribeArguments {
  readonly interactionUniqueId: string;
  readonly afterEventId?: string | null | undefined;
  readonly fromStart?: boolean | null | undefined;
}

const nothingMore: LiveSubscription = { resume: () => undefined, close: () => undefined };

/** A flow as it was after each change: every follower folds the log from its own position on, so none sees a state that others made. */
export function createFlowSubscribe(
  { log, subscriptions, streams: { heads }, ids, clock, settings }: FlowDependencies,
  { positionOf, eventIdOf, readFlow }: Pick<FlowQueries, 'positionOf' | 'eventIdOf' | 'readFlow'>,
) {
  async function stateAt(tenant: string, id: string, upTo: number): Promise<FlowState> {
    let state = initialFlow;
    for await (const record of recordsOf(log, 'flow', tenant, id, { after: 0, upTo }))
      if (lastSeq(record) <= upTo) state = foldFlow(state, record);
    return state;
  }

  /**
   * What all who follow see alike is made once: not what depends on who looks, as the interaction does, and not what is told of the past,
   * since it may have become secret. Links to photos end: what is shared is made anew while its links are still good.
   */
  function shareOf(tenant: string, state: FlowState, newest: FlowState): { readonly share?: string } {
    const { interactionUniqueId, seq, photos, interactionId } = state;
    if (interactionId !== null || seq < newest.seq) return {};
    const turn = photos.length === 0 ? 0 : Math.floor(clock.now().getTime() / (settings.photoLinkMs / 2));
    return { share: `${tenant}:flow:${interactionUniqueId}:${seq}:${turn}` };
  }

  /** Of a record what it comes to follows, so it is worked out once for all who follow. */
  const folded = new WeakMap<LogRecord, FlowState>();
  function after(state: FlowState, record: LogRecord): FlowState {
    const next = folded.get(record) ?? foldFlow(state, record);
    folded.set(record, next);
    return next;
  }

  return async function followFlow(
    caller: Caller,
    { interactionUniqueId: given, afterEventId, fromStart }: FlowSubscribeArguments,
  ): Promise<LiveSource> {
    if (afterEventId != null && fromStart === true)
      throw invalid('fromStart', 'does not go together with afterEventId');
    const { tenant } = caller;
    const id = naturalIdOf('InteractionFlow', given);
    await ids.ready();
    const { state: known, seq } = await heads.refresh(tenant, id, 'majority');
    if (!exists(known)) {
      const imported = await readFlow(caller, id, wholeFlow);
      if (imported === null) throw mayNotSee();
      // It has no past to go on in.
      if (afterEventId != null) throw badCursor('afterEventId');
      return new LiveSource((sink) => {
        sink.push({ value: imported });
        sink.end();
        return nothingMore;
      });
    }
    if (!canSeeFlow(caller, known)) throw mayNotSee();
    const begin =
      afterEventId != null
        ? await positionOf('afterEventId', tenant, known, afterEventId)
        : fromStart === true
          ? 0
          : seq;
    const from = begin === seq ? known : await stateAt(tenant, id, begin);
    const hasEnded = (state: FlowState) =>
      exists(state) && state.status !== 'RUNNING' && state.seq >= known.seq;

    return new LiveSource((sink) => {
      let state = from;
      // Not shared: it is as it is now, not as it was when somebody else asked.
      if (afterEventId == null && fromStart !== true)
        sink.push({ value: state, position: eventIdOf(tenant, state) });
      if (hasEnded(state)) {
        sink.end();
        return nothingMore;
      }
      const rest = createRest();
      const following = subscriptions.subscribe(
        { tenant, stream: id, after: begin },
        {
          get ready() {
            return sink.ready && !rest.isDue;
          },
          take({ record, seq: at }) {
            if (at < lastSeq(record)) return true;
            state = after(state, record);
            const newest = heads.cached(tenant, id)?.state ?? known;
            sink.push({
              value: withSecretsOf(newest, state),
              ...shareOf(tenant, state, newest),
              position: eventIdOf(tenant, state),
            });
            rest.take(() => {
              following.resume();
            });
            if (!hasEnded(state)) return true;
            sink.end();
            return false;
          },
          fail: (error) => {
            sink.end(error);
          },
        },
      );
      return following;
    });
  };
}

const burstMs = 10;

/** Whoever goes through a long flow from its start lets the process do other things in between. */
function createRest() {
  let began: number | undefined;
  let isDue = false;
  return {
    get isDue() {
      return isDue;
    },
    /** @param resume called once others have had their turn */
    take(resume: () => void): void {
      if (began === undefined) {
        began = performance.now();
        queueMicrotask(() => (began = undefined));
      }
      if (isDue || performance.now() - began < burstMs) return;
      isDue = true;
      setImmediate(() => {
        isDue = false;
        resume();
      });
    },
  };
}

/** The same for what does not exist and for what is somebody else's. */
const mayNotSee = (): DomainError =>
  new DomainError('FORBIDDEN', 'There is no such flow, or you may not see it.');
