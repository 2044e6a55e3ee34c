import type { Caller } from '../../auth/index.ts';
import { lastSeq, recordsOf, type LogRecord } from '../../eventlog/index.ts';
import { badCursor, DomainError, invalid } from '../../kernel/errors.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import { LiveSource, type LiveSink, type LiveSubscription } from '../shared/live-source.ts';
import {
  canSeeFlow,
  flowExists,
  foldFlow,
  initialFlow,
  wholeFlow,
  withSecretsOf,
  type FlowState,
} from './model/index.ts';
import type { FlowDependencies } from './dependencies.ts';
import { flowEventId, positionOfFlowEvent, readFlow } from './queries.ts';

export interface FlowSubscribeArguments {
  /** The flow's identifier or global id. */
  readonly id: string;
  readonly afterEventId?: string | null | undefined;
  readonly fromStart?: boolean | null | undefined;
}

const endedSubscription: LiveSubscription = { resume: () => undefined, close: () => undefined };

/** A checked subscription to one flow. */
interface FlowSubscription {
  readonly tenant: string;
  readonly id: string;
  /** The flow at the position at which the subscription begins. */
  readonly from: FlowState;
  readonly after: number;
  readonly isResumed: boolean;
  /** The newest state when the subscription was requested. */
  readonly known: FlowState;
}

/**
 * Returns a source of the flow as it was after each change. Each subscription folds the log from its own position on.
 * @throws FORBIDDEN if the flow does not exist or the caller may not see it
 */
export async function subscribeToFlow(
  deps: FlowDependencies,
  caller: Caller,
  { id: flowId, afterEventId, fromStart }: FlowSubscribeArguments,
): Promise<LiveSource> {
  if (afterEventId != null && fromStart === true)
    throw invalid('fromStart', 'does not go together with afterEventId');
  const { tenant } = caller;
  const id = naturalIdOf('InteractionFlow', flowId);
  await deps.ids.ready();
  const { state: known, seq } = await deps.streams.heads.refresh(tenant, id, 'majority');
  if (!flowExists(known)) {
    const imported = await readFlow(deps, caller, id, wholeFlow);
    if (imported === null) throw mayNotSee();
    // An imported flow has no log.
    if (afterEventId != null) throw badCursor('afterEventId');
    return new LiveSource((sink) => {
      sink.push({ value: imported });
      sink.end();
      return endedSubscription;
    });
  }
  if (!canSeeFlow(caller, known)) throw mayNotSee();
  const start = fromStart === true ? 0 : seq;
  const after =
    afterEventId == null ? start : await positionOfFlowEvent(deps, 'afterEventId', tenant, id, afterEventId);
  const from = after === seq ? known : await stateAt(deps, tenant, id, after);
  const isResumed = afterEventId != null || fromStart === true;
  return new LiveSource((sink) => openFlow(deps, { tenant, id, from, after, isResumed, known }, sink));
}

function openFlow(
  deps: FlowDependencies,
  { tenant, id, from, after, isResumed, known }: FlowSubscription,
  sink: LiveSink,
): LiveSubscription {
  let state = from;
  const hasEnded = () => flowExists(state) && state.status !== 'RUNNING' && state.seq >= known.seq;
  // Not shared: another subscriber may have begun at another time.
  if (!isResumed) sink.push({ value: state, position: flowEventId(deps, tenant, state) });
  if (hasEnded()) {
    sink.end();
    return endedSubscription;
  }
  const rest = createRest();
  const subscription = deps.subscriptions.subscribe(
    { tenant, stream: id, after },
    {
      get ready() {
        return sink.ready && !rest.isDue;
      },
      take({ record, seq }) {
        if (seq < lastSeq(record)) return true;
        state = stateAfter(state, record);
        const newest = deps.streams.heads.cached(tenant, id)?.state ?? known;
        sink.push({
          value: withSecretsOf(newest, state),
          ...shareOf(deps, tenant, state, newest),
          position: flowEventId(deps, tenant, state),
        });
        rest.take(() => {
          subscription.resume();
        });
        if (!hasEnded()) return true;
        sink.end();
        return false;
      },
      fail: (error) => {
        sink.end(error);
      },
    },
  );
  return subscription;
}

async function stateAt(
  { log }: FlowDependencies,
  tenant: string,
  id: string,
  upTo: number,
): Promise<FlowState> {
  let state = initialFlow;
  for await (const record of recordsOf(log, 'flow', tenant, id, { after: 0, upTo }))
    if (lastSeq(record) <= upTo) state = foldFlow(state, record);
  return state;
}

/** The state after a record, made once for all subscribers. */
const folded = new WeakMap<LogRecord, FlowState>();

function stateAfter(state: FlowState, record: LogRecord): FlowState {
  const next = folded.get(record) ?? foldFlow(state, record);
  folded.set(record, next);
  return next;
}

/**
 * Returns the key under which subscribers share a state. Not shared are flows with an interaction, which depends on the caller, and past
 * states, since parts of them may have become secret. Links to photos expire, so the key changes twice in their lifetime.
 */
function shareOf(
  { clock, settings }: FlowDependencies,
  tenant: string,
  { interactionUniqueId, seq, photos, interactionId }: FlowState,
  newest: FlowState,
): { readonly share?: string } {
  if (interactionId !== null || seq < newest.seq) return {};
  const period = photos.length === 0 ? 0 : Math.floor(clock.now().getTime() / (settings.photoLinkMs / 2));
  return { share: `${tenant}:flow:${interactionUniqueId}:${seq}:${period}` };
}

const burstMs = 10;

/** Makes a subscription that reads a long flow pause after 10 ms, so that the process can do other work. */
function createRest() {
  let began: number | undefined;
  let isDue = false;
  return {
    get isDue() {
      return isDue;
    },
    /** @param resume called after the pause */
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

/** The same error whether the flow does not exist or the caller may not see it. */
const mayNotSee = (): DomainError =>
  new DomainError('FORBIDDEN', 'There is no such flow, or you may not see it.');
