import type { Caller } from '../../auth/index.ts';
import { DomainError } from '../../kernel/errors.ts';

export interface RateLimits {
  /** 0: any number. */
  readonly operationsPerSecond: number;
  readonly operationsBurst: number;
}

/** What one request, or one message on a socket, costs whoever sent it. */
export interface Tab {
  /** Counts an operation. @throws RATE_LIMITED with the time after which it would be taken */
  readonly spend: () => void;
  /** It is done. If it was no operation after all, as a text that is none, it counts as one. */
  readonly settle: () => void;
}

export interface RateLimiter {
  /** @throws RATE_LIMITED for an address that sends too much without a token, and for a caller who sent too much that was no operation */
  open(caller: Caller | undefined, address: string | undefined): Tab;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Full buckets are as good as none, and are swept out when there are so many. */
const manyBuckets = 10_000;

/**
 * A token bucket each. (The well-kept libraries for it bring stores, queues and promises, and none is here already; this is all that
 * is needed of them.)
 * @param now in milliseconds, never going back
 */
export function createRateLimiter(
  { operationsPerSecond, operationsBurst }: RateLimits,
  now: () => number = () => performance.now(),
): RateLimiter {
  if (operationsPerSecond === 0) return { open: () => paid };
  const buckets = new Map<string, Bucket>();
  let sweepAt = manyBuckets;
  const perMs = operationsPerSecond / 1000;

  function fill(bucket: Bucket): void {
    const time = now();
    bucket.tokens = Math.min(operationsBurst, bucket.tokens + (time - bucket.filledAt) * perMs);
    bucket.filledAt = time;
  }

  function bucketOf(name: string): Bucket {
    let bucket = buckets.get(name);
    if (bucket === undefined) {
      if (buckets.size >= sweepAt) sweep();
      buckets.set(name, (bucket = { tokens: operationsBurst, filledAt: now() }));
    } else fill(bucket);
    return bucket;
  }

  function sweep(): void {
    for (const [name, bucket] of buckets) {
      fill(bucket);
      if (bucket.tokens >= operationsBurst) buckets.delete(name);
    }
    // Were none of them full, looking again at once would find the same.
    sweepAt = Math.max(manyBuckets, buckets.size * 2);
  }

  function spend(bucket: Bucket): void {
    if (bucket.tokens < 1) throw rateLimited(Math.ceil((1 - bucket.tokens) / perMs));
    bucket.tokens -= 1;
  }

  return {
    open(caller, address = '') {
      if (caller === undefined) {
        spend(bucketOf(address));
        return paid;
      }
      const name = `${caller.tenant} ${caller.kind} ${caller.id}`;
      const bucket = bucketOf(name);
      if (bucket.tokens < 0) throw rateLimited(Math.ceil(-bucket.tokens / perMs));
      let spent = false;
      return {
        spend() {
          spent = true;
          spend(bucketOf(name));
        },
        settle() {
          // Into debt: else nothing would ever stop one who sends what is no operation.
          if (!spent) bucket.tokens = Math.max(-operationsBurst, bucket.tokens - 1);
        },
      };
    },
  };
}

const paid: Tab = { spend: () => undefined, settle: () => undefined };

const rateLimited = (retryAfter: number): DomainError =>
  new DomainError('RATE_LIMITED', `Too many operations: try again in ${retryAfter} ms.`, { retryAfter });
