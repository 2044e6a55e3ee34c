import { gzipSync } from 'node:zlib';
import { exportFrom, importerOf } from '../../support/importing.ts';
import { importRecords } from '../../../src/intake/index.ts';
import { inBothEngines } from '../../support/engines.ts';
import { TestSocket } from '../../support/socket.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentExample, traceExample, transcriptExample, usageExample, workCodeExample } from './examples.ts';

const streams = [traceExample, workCodeExample, usageExample, agentExample];

inBothEngines(import.meta.url, (server) => {
  let feeds: FeedClient;
  beforeEach(async () => {
    feeds = await openFeedClient(server());
  });
  // oxlint-disable-next-line typescript/require-await -- a file stream is an async iterable
  async function* fileOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const importFile = (bytes: Uint8Array) =>
    importRecords(importerOf(server().app, 'symbee'), feeds.tenant, fileOf(bytes));

  test('the objects of the vendor’s backup bucket can be imported: events without a separator', async () => {
    for (const event of streams) {
      const object = [event, { ...event, Odd: 1 }].map((one) => JSON.stringify(one)).join('');
      expect(await importFile(gzipSync(object))).toMatchObject({ read: 2, rejected: 0 });
    }
    // Each transcript is a separate object.
    expect(await importFile(Buffer.from(JSON.stringify(transcriptExample, null, 2)))).toMatchObject({
      added: 1,
    });
    expect(await feeds.data('{ feedEvents { totalCount } }')).toEqual({ feedEvents: { totalCount: 9 } });
    // The location of a transcript can have any bucket. It is returned verbatim, and the join uses its end.
    for (const bucket of ['sc_reporting', 'sc_reporting_delivery', 'another']) {
      const MediaLocation = `${bucket}/2019/05/01/${transcriptExample.SessionId}`;
      await feeds.ingest({ ...traceExample, TaskId: bucket, MediaLocation });
      expect(await feeds.record({ taskId: bucket }, 'mediaLocation chatTranscript { id }')).toEqual({
        mediaLocation: MediaLocation,
        chatTranscript: { id: expect.any(String) as string },
      });
    }
  });

  test('EF-118 consumers read the events independently: each has its own position, and no reader takes events from another', async () => {
    const page = async (after: string | null, first: number) =>
      (
        await feeds.data<{
          feedEvents: { edges: { cursor: string; node: { text: string } }[] };
        }>(
          `query ($after: String, $first: Int) { feedEvents(after: $after, first: $first) { edges { cursor node { text } } } }`,
          { after, first },
        )
      ).feedEvents.edges;
    const numbered = (from: number) =>
      Array.from({ length: 4 }, (_, n) => ({ ...usageExample, Username: `agent ${from + n}` }));
    await feeds.ingest(...numbered(0));
    /** A slow consumer, which reads one event at a time. */
    const slow: string[] = [];
    let cursor: string | null = null;
    const readOne = async () => {
      const [edge] = await page(cursor, 1);
      if (edge === undefined) return false;
      slow.push(edge.node.text);
      cursor = edge.cursor;
      return true;
    };
    await readOne();
    await readOne();
    const fast = (await page(null, 100)).map(({ node }) => node.text);
    expect(fast).toHaveLength(4);
    while (await readOne());
    expect(slow).toEqual(fast);
    expect((await exportFrom(server().app, 'symbee', feeds.tenant)).sort()).toEqual([...fast].sort());
    // A consumer that starts after all others have read still receives everything.
    expect((await page(null, 100)).map(({ node }) => node.text)).toEqual(fast);
  });

  test('EF-11 EF-118 each of several consumers receives all events', async () => {
    const sockets = await Promise.all([1, 2].map(() => TestSocket.as(server().url, feeds.token)));
    for (const socket of sockets)
      socket.subscribe('a', 'subscription { agentStateChanged { currentState } }');
    for (const socket of sockets) await socket.settled();
    await feeds.ingest(...streams);
    for (const socket of sockets) {
      expect(await socket.next()).toMatchObject({
        payload: { data: { agentStateChanged: { currentState: 'WRAP' } } },
      });
      socket.terminate();
    }
    const texts = streams.map((event) => JSON.stringify(event)).sort();
    for (let consumer = 0; consumer < 2; consumer++) {
      expect((await exportFrom(server().app, 'symbee', feeds.tenant)).sort()).toEqual(texts);
      const { feedEvents } = await feeds.data<{ feedEvents: { nodes: { text: string }[] } }>(
        '{ feedEvents { nodes { text } } }',
      );
      expect(feedEvents.nodes.map(({ text }) => text).sort()).toEqual(texts);
    }
  });
});
