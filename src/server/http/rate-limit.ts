import type { Caller } from '../../auth/index.ts';
import { DomainError } from '../../kernel/errors.ts';

export interface RateLimits {
  /** 0 means no limit. */
  readonly operationsPerSecond: number;
  readonly operationsBurst: number;
}

/** The account of one request, or of one message on a WebSocket. */
export interface RateAccount {
  /** Counts an operation. @throws RATE_LIMITED with the time to wait */
  readonly spend: () => void;
  /** Ends the account. A request that contained no valid operation counts as one. */
  readonly end: () => void;
}

export interface RateLimiter {
  /** @throws RATE_LIMITED for an address with too many anonymous requests, and for a caller with too many invalid ones */
  open(caller: Caller | undefined, address: string | undefined): RateAccount;
  /**
   * Takes one from a bucket with this name, which is apart from those of callers and addresses.
   * @returns the function that gives it back
   * @throws RATE_LIMITED
   */
  take(name: string, burst?: number): () => void;
}

interface Bucket {
  readonly burst: number;
  tokens: number;
  filledAt: number;
}

/** At this number of buckets, full ones are removed: a full bucket equals a new one. */
const manyBuckets = 10_000;

/**
 * Limits each caller and each address with a token bucket. The maintained libraries bring stores, queues and promises that are not needed
 * here.
 * @param now a monotonic clock, in milliseconds
 */
export function createRateLimiter(
  { operationsPerSecond, operationsBurst }: RateLimits,
  now: () => number = () => performance.now(),
): RateLimiter {
  if (operationsPerSecond === 0) return { open: () => unlimited, take: () => () => undefined };
  const buckets = new Map<string, Bucket>();
  let sweepAt = manyBuckets;
  const perMs = operationsPerSecond / 1000;

  function fill(bucket: Bucket): void {
    const time = now();
    bucket.tokens = Math.min(bucket.burst, bucket.tokens + (time - bucket.filledAt) * perMs);
    bucket.filledAt = time;
  }

  function bucketOf(name: string, burst = operationsBurst): Bucket {
    let bucket = buckets.get(name);
    if (bucket === undefined) {
      if (buckets.size >= sweepAt) sweep();
      buckets.set(name, (bucket = { burst, tokens: burst, filledAt: now() }));
    } else fill(bucket);
    return bucket;
  }

  function sweep(): void {
    for (const [name, bucket] of buckets) {
      fill(bucket);
      if (bucket.tokens >= bucket.burst) buckets.delete(name);
    }
    // If no bucket was full, the next sweep waits until their number has doubled.
    sweepAt = Math.max(manyBuckets, buckets.size * 2);
  }

  function spend(bucket: Bucket): void {
    if (bucket.tokens < 1) throw rateLimited(Math.ceil((1 - bucket.tokens) / perMs));
    bucket.tokens -= 1;
  }

  return {
    take(name, burst) {
      spend(bucketOf(name, burst));
      return () => {
        bucketOf(name, burst).tokens += 1;
      };
    },
    open(caller, address = '') {
      if (caller === undefined) {
        spend(bucketOf(address));
        return unlimited;
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
        end() {
          // The balance may become negative, so that `open` refuses a caller who sends only invalid operations.
          if (!spent) bucket.tokens = Math.max(-operationsBurst, bucket.tokens - 1);
        },
      };
    },
  };
}

const unlimited: RateAccount = { spend: () => undefined, end: () => undefined };

const rateLimited = (retryAfter: number): DomainError =>
  new DomainError('RATE_LIMITED', `Too many operations: try again in ${retryAfter} ms.`, { retryAfter });
