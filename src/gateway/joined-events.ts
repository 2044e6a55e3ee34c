import type { ExecutionResult } from 'graphql';
import type { LiveSubscription } from '../domains/shared/live-source.ts';
import type { PayloadSink } from '../graph/index.ts';
import { toClientFacingError } from './subgraph-errors.ts';

export interface JoinedEvents {
  readonly events: AsyncIterator<ExecutionResult>;
  /** The places of the events that have come, in order; empty for those of other teams, which have none. */
  readonly positions: (string | undefined)[];
  /** Rejects if the caller may no longer have what comes. */
  readonly join: (event: ExecutionResult) => Promise<Buffer>;
}

/** So many events are joined at a time: a subgraph that is slow delays each of them, but not one after the other. */
const maxUnderWay = 8;

/** Joins what other subgraphs know to each event, and delivers them in their order, as fast as the follower takes them. */
export function deliverJoinedEvents(
  { events, positions, join }: JoinedEvents,
  follower: PayloadSink,
): LiveSubscription {
  let closed = false;
  let busy = false;
  let underWay = 0;
  let delivered = Promise.resolve();

  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      while (!closed && follower.ready && underWay < maxUnderWay) {
        const next = await events.next();
        if (isClosed()) return;
        if (next.done === true) {
          await delivered;
          finish();
          return;
        }
        deliverInOrder(join(next.value), positions.shift());
      }
    } catch (error) {
      await delivered;
      finish(toClientFacingError(error));
    } finally {
      busy = false;
    }
  }

  function deliverInOrder(joined: Promise<Buffer>, position: string | undefined): void {
    underWay += 1;
    delivered = Promise.all([joined, delivered])
      .then(([payload]) => {
        underWay -= 1;
        if (!isClosed()) follower.deliver(payload, position);
        void pump();
      })
      .catch((error: unknown) => {
        finish(toClientFacingError(error));
      });
  }

  // Asked anew: it may have been closed meanwhile.
  const isClosed = () => closed;

  function close(): void {
    if (closed) return;
    closed = true;
    // An iterator that a subgraph has let hang must not hold up anybody.
    events.return?.().catch(() => undefined);
  }

  function finish(error?: Error): void {
    if (closed) return;
    close();
    follower.end(error);
  }

  void pump();
  return { resume: () => void pump(), close };
}
