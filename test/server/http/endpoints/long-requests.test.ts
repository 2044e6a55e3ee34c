import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { EventIngest } from '../../../../src/server/index.ts';
import { createBoard } from '../../../support/board-subgraph.ts';
import { startLiveServer, type LiveServer } from '../../../support/live-server.ts';
import { tokenFor } from '../../../support/server.ts';
import { longestTurn } from '../../../support/longest-turn.ts';
import { until } from '../../../support/until.ts';

let server: LiveServer;
afterEach(() => server.stop());

test('an ingestion ends when its client disconnects, also if the whole body has arrived', async () => {
  let ingestion: AbortSignal | undefined;
  const feeds: EventIngest = {
    async ingest(_, input, { signal }) {
      await Array.fromAsync(input);
      ingestion = signal;
      await once(signal, 'abort');
      return { rejectedCount: 0 };
    },
    ingestDelivery: () => Promise.reject(new Error('Not called.')),
    ingestConnect: () => Promise.reject(new Error('Not called.')),
    ingestConnectDelivery: () => Promise.reject(new Error('Not called.')),
    issues: () => 0,
  };
  server = await startLiveServer([{ ...createBoard().subgraph, name: 'feeds' }], {}, { feeds });
  const request = httpRequest(`${server.origin}/ingest/symbee`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${await tokenFor('feed.ingest')}`,
      'content-type': 'application/json',
    },
  });
  request.on('error', () => undefined);
  request.end('{}');
  await until(() => ingestion !== undefined);
  expect(ingestion?.aborted).toBe(false);
  request.destroy();
  await until(() => ingestion?.aborted === true);
});

test('other requests are answered during an export whose records are all in memory', async () => {
  /** Computes for about half a second. */
  // oxlint-disable-next-line typescript/require-await -- an export is an async iterable
  async function* pieces() {
    for (let count = 0; count < 2500; count += 1) {
      const end = performance.now() + 0.2;
      while (performance.now() < end);
      yield { text: 'record\n' };
    }
  }
  const download = { filename: 'a', contentType: 'text/plain', pieces: pieces() };
  server = await startLiveServer(
    [{ ...createBoard().subgraph, name: 'engagements' }],
    {},
    {
      downloads: () => Promise.resolve({ open: () => download }),
    },
  );
  const headers = { authorization: `Bearer ${await tokenFor('engagement.view')}` };
  const turn = longestTurn();
  const response = await fetch(`${server.origin}/export/engagements?format=csv`, { headers });
  expect((await response.text()).length).toBe(2500 * 7);
  expect(turn.stop()).toBeLessThan(150);
});
