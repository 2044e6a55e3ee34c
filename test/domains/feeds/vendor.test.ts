import { gzipSync } from 'node:zlib';
import { exportFrom, importerOf } from '../../support/importing.ts';
import { importRecords } from '../../../src/intake/index.ts';
import { inBothEngines } from '../../support/engines.ts';
import { TestSocket } from '../../support/socket.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentExample, traceExample, transcriptExample, usageExample, workCodeExample } from './examples.ts';

const streams = [traceExample, workCodeExample, usageExample, agentExample];

inBothEngines(import.meta.url, (server) => {
  let desk: FeedClient;
  beforeEach(async () => {
    desk = await openFeedClient(server());
  });
  // eslint-disable-next-line @typescript-eslint/require-await -- what a file's stream is
  async function* fileOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const importFile = (bytes: Uint8Array) =>
    importRecords(importerOf(server().app, 'symbee'), desk.tenant, fileOf(bytes));

  test('the objects of the bucket that keeps a copy are imported as its template has them written: one event after another, with nothing in between', async () => {
    for (const event of streams) {
      const object = [event, { ...event, Odd: 1 }].map((one) => JSON.stringify(one)).join('');
      expect(await importFile(gzipSync(object))).toMatchObject({ read: 2, rejected: 0 });
    }
    // A transcript is an object of its own.
    expect(await importFile(Buffer.from(JSON.stringify(transcriptExample, null, 2)))).toMatchObject({
      added: 1,
    });
    expect(await desk.data('{ feedEvents { totalCount } }')).toEqual({ feedEvents: { totalCount: 9 } });
    // The place of a transcript names a bucket of any name: it is told as it is, and its end is what counts.
    for (const bucket of ['sc_reporting', 'sc_reporting_delivery', 'another']) {
      const MediaLocation = `${bucket}/2019/05/01/${transcriptExample.SessionId}`;
      await desk.ingest({ ...traceExample, TaskId: bucket, MediaLocation });
      expect(await desk.record({ taskId: bucket }, 'mediaLocation chatTranscript { id }')).toEqual({
        mediaLocation: MediaLocation,
        chatTranscript: { id: expect.any(String) as string },
      });
    }
  });

  test('EF-11 EF-118 several consumers have all events, each by itself, and none takes anything away from another', async () => {
    const sockets = await Promise.all([1, 2].map(() => TestSocket.as(server().url, desk.token)));
    for (const socket of sockets)
      socket.subscribe('a', 'subscription { agentStateChanged { currentState } }');
    for (const socket of sockets) await socket.settled();
    await desk.ingest(...streams);
    for (const socket of sockets) {
      expect(await socket.next()).toMatchObject({
        payload: { data: { agentStateChanged: { currentState: 'WRAP' } } },
      });
      socket.terminate();
    }
    const texts = streams.map((event) => JSON.stringify(event)).sort();
    for (let consumer = 0; consumer < 2; consumer++) {
      expect((await exportFrom(server().app, 'symbee', desk.tenant)).sort()).toEqual(texts);
      const { feedEvents } = await desk.data<{ feedEvents: { nodes: { text: string }[] } }>(
        '{ feedEvents { nodes { text } } }',
      );
      expect(feedEvents.nodes.map(({ text }) => text).sort()).toEqual(texts);
    }
  });
});
