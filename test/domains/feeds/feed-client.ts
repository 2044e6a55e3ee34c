import { tokenFor, type TestServer } from '../../support/server.ts';

type Json = Record<string, unknown>;

/** Opens a GraphQL client for the feeds of one tenant. */
export async function openFeedClient(
  server: TestServer,
  tenant = `t-${Math.random().toString(36).slice(2)}`,
) {
  const token = await tokenFor(
    'feed.view feed.personal feed.erase feed.ingest agent.view hybris.interactionrecording_view hybris.interactionrecording_delete',
    { tenant },
  );
  const data = <Data = Json>(query: string, variables: Json = {}): Promise<Data> =>
    server.data<Data>(query, variables, token);
  return {
    tenant,
    token,
    data,
    async ingest(...events: readonly unknown[]): Promise<Json> {
      const { ingestEvents } = await data<{ ingestEvents: { report: Json } }>(
        'mutation ($events: [JSON!]!) { ingestEvents(events: $events) { report { read added updated duplicate rejected { index reason } } } }',
        { events },
      );
      return ingestEvents.report;
    },
    /** Reads a trace record by an id of its task. */
    async record(
      { taskId, gatewayTaskId }: { taskId?: string; gatewayTaskId?: string },
      selection: string,
    ): Promise<Json | null> {
      const { traceRecord } = await data<{ traceRecord: Json | null }>(
        `query ($key: TraceRecordKey!) { traceRecord: traceRecordBy(key: $key) { ${selection} } }`,
        { key: taskId === undefined ? { gatewayTaskId: { id: gatewayTaskId } } : { taskId: { id: taskId } } },
      );
      return traceRecord;
    },
    async records(filter: string, selection = 'taskId'): Promise<readonly Json[]> {
      const { traceRecords } = await data<{ traceRecords: { nodes: Json[] } }>(
        `{ traceRecords(filter: {${filter}}) { nodes { ${selection} } } }`,
      );
      return traceRecords.nodes;
    },
  };
}

export type FeedClient = Awaited<ReturnType<typeof openFeedClient>>;
