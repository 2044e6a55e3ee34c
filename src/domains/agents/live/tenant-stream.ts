import type { EventLog, Fact, LogRecord } from '../../../eventlog/index.ts';

/** What a tenant's log says of its agents beside the changes that happen here. */
type News =
  /** Changes that feeds told, which came in together. */
  | (Fact & { readonly type: 'changesFed'; readonly batch: string })
  /** Agents were registered, or something of them was set that is no state. */
  | (Fact & { readonly type: 'agentsSet' });

export const tenantStreamName = 'agents';

export type TenantStream = ReturnType<typeof createTenantStream>;

const lastPosition = 9_999_999_999;

/** Tells the followers in all processes: by a record in the log, which every one of them comes to see, in one order. */
export function createTenantStream(log: Pick<EventLog, 'streams' | 'readBackwards'>) {
  const { appender } = log.streams<null>(
    {
      kind: 'agentNews',
      initial: null,
      fold: () => null,
      // There is nothing to fold, and a tenant's stream is long: all that is to be known is its end.
      async snapshot(tenant, stream) {
        for await (const { seq } of log.readBackwards(tenant, 'agentNews', stream, lastPosition))
          return { seq, state: null };
        return undefined;
      },
    },
    { written: () => Promise.resolve() },
  );
  const tell = async (tenant: string, by: string, key: string, news: News): Promise<void> => {
    await appender.append(tenant, tenantStreamName, {
      by,
      key,
      hash: '',
      isRepeatable: false,
      decide: () => ({ facts: [news], changes: false }),
    });
  };

  return {
    /** Of one batch any number of times: it is told once. */
    tellFed: (tenant: string, batch: string): Promise<void> =>
      tell(tenant, 'feed', batch, { type: 'changesFed', batch }),

    tellSet: (tenant: string, key: string): Promise<void> =>
      tell(tenant, 'system', key, { type: 'agentsSet' }),
  };
}

const isFed = (fact: Fact): fact is Extract<News, { type: 'changesFed' }> => fact.type === 'changesFed';

export const batchesOf = ({ facts }: LogRecord): readonly string[] =>
  facts.filter(isFed).map(({ batch }) => batch);
