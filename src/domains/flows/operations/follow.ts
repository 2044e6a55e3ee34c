import type { Caller } from '../../../auth/index.ts';
import { lastSeq, recordsOf } from '../../../eventlog/index.ts';
import { DomainError, invalid } from '../../../kernel/errors.ts';
import { naturalIdOf } from '../../../kernel/global-id.ts';
import { LiveSource, type LiveFeed } from '../../live-source.ts';
import { exists, foldFlow, notStarted, wholeFlow, type FlowState } from '../model/index.ts';
import type { FlowRoom } from '../room.ts';
import type { createReads } from './read.ts';
import { canSee } from './see.ts';

export interface FollowArguments {
  readonly interactionUniqueId: string;
  readonly afterEventId?: string | null | undefined;
  readonly fromStart?: boolean | null | undefined;
}

const nothingMore: LiveFeed = { resume: () => undefined, close: () => undefined };

/** A flow as it was after each change: every follower folds the log from its own position on, so none sees a state that others made. */
export function createFollowing(
  { log, followers, streams: { heads }, ids, clock, settings }: FlowRoom,
  {
    positionOf,
    eventIdOf,
    readFlow,
  }: Pick<ReturnType<typeof createReads>, 'positionOf' | 'eventIdOf' | 'readFlow'>,
) {
  async function stateAt(tenant: string, id: string, upTo: number): Promise<FlowState> {
    let state = notStarted;
    for await (const record of recordsOf(log, 'flow', tenant, id, { after: 0, upTo }))
      if (lastSeq(record) <= upTo) state = foldFlow(state, record);
    return state;
  }

  /** Links to photos end: what is shared among followers is made anew while its links are still good. */
  const shareOf = (tenant: string, { interactionUniqueId, seq, photos }: FlowState): string =>
    `${tenant}:flow:${interactionUniqueId}:${seq}` +
    (photos.length === 0 ? '' : `:${Math.floor(clock.now().getTime() / (settings.photoLinkMs / 2))}`);

  return async function followFlow(
    caller: Caller,
    { interactionUniqueId: given, afterEventId, fromStart }: FollowArguments,
  ): Promise<LiveSource> {
    if (afterEventId != null && fromStart === true)
      throw invalid('fromStart', 'does not go together with afterEventId');
    const { tenant } = caller;
    const id = naturalIdOf('InteractionFlow', given);
    await ids.ready();
    const { state: newest, seq } = await heads.refresh(tenant, id, 'majority');
    if (!exists(newest)) {
      const imported = await readFlow(caller, id, wholeFlow);
      if (imported === null) throw mayNotSee();
      return new LiveSource((sink) => {
        sink.push({ value: imported });
        sink.end();
        return nothingMore;
      });
    }
    if (!canSee(caller, newest)) throw mayNotSee();
    const after =
      afterEventId != null
        ? await positionOf('afterEventId', tenant, newest, afterEventId)
        : fromStart === true
          ? 0
          : seq;
    const from = after === seq ? newest : await stateAt(tenant, id, after);

    return new LiveSource((sink) => {
      let state = from;
      // Not shared: it is as it is now, not as it was when somebody else asked.
      if (afterEventId == null && fromStart !== true)
        sink.push({ value: state, position: eventIdOf(tenant, state) });
      if (hasEnded(state)) {
        sink.end();
        return nothingMore;
      }
      return followers.follow(tenant, id, after, {
        get ready() {
          return sink.ready;
        },
        take({ record, seq: at }) {
          if (at < lastSeq(record)) return true;
          state = foldFlow(state, record);
          sink.push({ value: state, share: shareOf(tenant, state), position: eventIdOf(tenant, state) });
          if (!hasEnded(state)) return true;
          sink.end();
          return false;
        },
        fail: (error) => {
          sink.end(error);
        },
      });
    });
  };
}

const hasEnded = (state: FlowState): boolean => exists(state) && state.status !== 'RUNNING';

/** The same for what does not exist and for what is somebody else's. */
const mayNotSee = (): DomainError =>
  new DomainError('FORBIDDEN', 'There is no such flow, or you may not see it.');
