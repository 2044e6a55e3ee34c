import type { ExecutionResult } from 'graphql';
import type { LiveSubscription } from '../domains/shared/live-source.ts';
import type { PayloadSink } from '../graph/index.ts';
import { toClientFacingError } from './subgraph-errors.ts';

export interface JoinedEvents {
  readonly events: AsyncIterator<ExecutionResult>;
  /** Positions of the events received so far, in order. Events of remote subgraphs have none. */
  readonly positions: (string | undefined)[];
  /** Rejects if the caller may no longer have the events. */
  readonly join: (event: ExecutionResult, position: string | undefined) => Promise<Buffer>;
}

/** Events that are joined concurrently. */
const maxConcurrentJoins = 8;

/** Joins the fields of other subgraphs to each event and delivers the events in order, as fast as the sink takes them. */
export function deliverJoinedEvents(
  { events, positions, join }: JoinedEvents,
  sink: PayloadSink,
): LiveSubscription {
  let closed = false;
  let busy = false;
  let joining = 0;
  let delivered = Promise.resolve();

  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      while (!closed && sink.ready && joining < maxConcurrentJoins) {
        const next = await events.next();
        if (isClosed()) return;
        if (next.done === true) {
          await delivered;
          finish();
          return;
        }
        const position = positions.shift();
        deliverInOrder(join(next.value, position), position);
      }
    } catch (error) {
      await delivered;
      finish(toClientFacingError(error));
    } finally {
      busy = false;
    }
  }

  function deliverInOrder(joined: Promise<Buffer>, position: string | undefined): void {
    joining += 1;
    delivered = Promise.all([joined, delivered])
      .then(([payload]) => {
        joining -= 1;
        if (!isClosed()) sink.deliver(payload, position);
        void pump();
      })
      .catch((error: unknown) => {
        finish(toClientFacingError(error));
      });
  }

  // A function, because `closed` can change during an await, which the type checker does not see.
  const isClosed = () => closed;

  function close(): void {
    if (closed) return;
    closed = true;
    // Not awaited: a subgraph that hangs can block the iterator.
    events.return?.().catch(() => undefined);
  }

  function finish(error?: Error): void {
    if (closed) return;
    close();
    sink.end(error);
  }

  void pump();
  return { resume: () => void pump(), close };
}
