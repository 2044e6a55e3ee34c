import type { EventLog, Fact, LogRecord } from '../../../eventlog/index.ts';

type TenantFact =
  /** A batch of state events from a feed was stored. */
  | (Fact & { readonly type: 'changesFed'; readonly batch: string })
  /** Agents were registered, or fields other than the state changed. */
  | (Fact & { readonly type: 'agentsSet' });

const streamName = 'agents';

export type TenantStream = ReturnType<typeof createTenantStream>;

const maxSeq = 9_999_999_999;

/** Creates the writer of a tenant's stream, whose records reach the subscribers of all processes in one order. */
export function createTenantStream(log: Pick<EventLog, 'streams' | 'readBackwards'>) {
  const { appender } = log.streams<null>(
    {
      kind: 'agentNews',
      initial: null,
      fold: () => null,
      // The stream has no state to fold and is long, so only its last record is read.
      async snapshot(tenant, stream) {
        for await (const { seq, at } of log.readBackwards(tenant, 'agentNews', stream, maxSeq))
          return { seq, at, state: null };
        return undefined;
      },
    },
    { written: () => Promise.resolve() },
  );
  const append = async (tenant: string, by: string, key: string, fact: TenantFact): Promise<void> => {
    await appender.append(tenant, streamName, {
      by,
      key,
      hash: '',
      isRepeatable: false,
      decide: () => ({ facts: [fact], changes: false }),
    });
  };

  return {
    /** Announces a stored batch. Idempotent per batch. */
    appendBatch: (tenant: string, batch: string): Promise<void> =>
      append(tenant, 'feed', batch, { type: 'changesFed', batch }),

    /** Announces that agents were registered or changed in other fields than the state. */
    appendAgentsSet: (tenant: string, key: string): Promise<void> =>
      append(tenant, 'system', key, { type: 'agentsSet' }),
  };
}

const isBatch = (fact: Fact): fact is Extract<TenantFact, { type: 'changesFed' }> =>
  fact.type === 'changesFed';

/** Returns the ids of the batches that a record announces. */
export const batchesOf = ({ facts }: LogRecord): readonly string[] =>
  facts.filter(isBatch).map(({ batch }) => batch);
