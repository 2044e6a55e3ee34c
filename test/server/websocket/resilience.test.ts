import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LiveSource, type LiveSink } from '../../../src/domains/shared/live-source.ts';
import type { Subgraph } from '../../../src/domains/shared/subgraph.ts';
import { createBoard, type Board } from '../../support/board-subgraph.ts';
import { startLiveServer, type LiveServer } from '../../support/live-server.ts';
import { tokenFor } from '../../support/server.ts';
import { TestSocket } from '../../support/socket.ts';
import { failOnExit } from '../../support/fail-on-exit.ts';
import { until } from '../../support/until.ts';

let board: Board;
let server: LiveServer;
let token: string;
let held = 0;
const presence = {
  touch: () => undefined,
  hold() {
    held += 1;
    return () => {
      held -= 1;
    };
  },
};
const start = async (settings: Record<string, string> = {}, maxBehind?: number) => {
  board = createBoard(maxBehind === undefined ? {} : { maxBehind });
  server = await startLiveServer([board.subgraph], settings, { presence });
};
beforeAll(async () => {
  token = await tokenFor('agent.view');
});
afterEach(async () => {
  await server.stop();
  expect(board.open).toBe(0);
  expect(held).toBe(0);
});

/** Waits until the value is the same after several round trips to the server. Resolves with the value. */
async function unchanged(read: () => Promise<number>): Promise<number> {
  let value = await read();
  for (let same = 0; same < 5; same++) {
    await openSockets();
    const next = await read();
    if (next !== value) same = 0;
    value = next;
  }
  return value;
}

const openSockets = () => server.metric('switchboard_websockets_open');
const notes = 'subscription { notes { id text } }';

describe('a client that does not read', () => {
  test('is closed with 4410 and the last position, with a bounded buffer and no effect on others', async () => {
    await start({}, 200);
    const slow = await TestSocket.as(server.url, token);
    const brisk = await TestSocket.as(server.url, token);
    slow.subscribe('s', notes);
    brisk.subscribe('b', notes);
    await until(() => board.open === 2);
    slow.connection.pause();

    // So much that no buffer on the way holds it; what waits for the client in the server is bounded all the while.
    const text = 'x'.repeat(4096);
    let pinned = 0;
    while (board.open === 2) {
      board.pin(text);
      pinned += 1;
      expect(await brisk.next()).toMatchObject({
        id: 'b',
        payload: { data: { notes: { id: String(pinned) } } },
      });
      if (pinned > 10_000) throw new Error('It was never found to be slow.');
    }
    expect(board.open).toBe(1);

    // It reads again, and learns after which event it goes on.
    slow.connection.resume();
    const frames = [];
    let last = await slow.next();
    while (last.type === 'next') {
      frames.push(Number((last.payload as { data: { notes: { id: string } } }).data.notes.id));
      last = await slow.next();
    }
    expect(frames).toEqual(Array.from({ length: frames.length }, (_, index) => index + 1));
    const lastEventId = String(frames.length);
    expect(last).toMatchObject({
      id: 's',
      type: 'error',
      payload: [{ extensions: { code: 'SLOW_CONSUMER', lastEventId } }],
    });
    expect(await slow.closed).toEqual({ code: 4410, reason: `SLOW_CONSUMER s ${lastEventId}` });
    expect(frames.length).toBeLessThan(pinned);

    // Nothing is lost by it.
    const again = await TestSocket.as(server.url, token);
    again.subscribe('s', `subscription { notes(after: "${lastEventId}", until: ${pinned}) { id } }`);
    const rest = await again.take(pinned - frames.length);
    expect(
      rest.map(({ payload }) => Number((payload as { data: { notes: { id: string } } }).data.notes.id)),
    ).toEqual(Array.from({ length: pinned - frames.length }, (_, index) => frames.length + index + 1));
    again.ws.close();
    brisk.ws.close();
  }, 60_000);

  test('and reads again in time receives every event once', async () => {
    await start({}, 100_000);
    const socket = await TestSocket.as(server.url, token);
    socket.subscribe('1', notes);
    socket.subscribe('2', notes);
    await until(() => board.open === 2);
    socket.connection.pause();
    const count = 2000;
    for (let n = 0; n < count; n++) board.pin('x'.repeat(4096));
    await unchanged(() => server.metric('switchboard_deliveries_total'));
    socket.connection.resume();
    const seen: Record<string, number[]> = { 1: [], 2: [] };
    for (const { id = '', payload } of await socket.take(2 * count))
      seen[id]?.push(Number((payload as { data: { notes: { id: string } } }).data.notes.id));
    const all = Array.from({ length: count }, (_, index) => index + 1);
    expect(seen).toEqual({ 1: all, 2: all });
    socket.ws.close();
  });

  test('is disconnected if the source ignores backpressure', async () => {
    const sinks = new Set<LiveSink>();
    const heedless: Subgraph = {
      name: 'heedless',
      typeDefs: 'type Subscription { noise: String! @authenticated }',
      entities: [],
      resolvers: {
        Subscription: {
          noise: {
            subscribe: () =>
              new LiveSource((sink) => {
                sinks.add(sink);
                return { resume: () => undefined, close: () => sinks.delete(sink) };
              }),
            resolve: (item: string) => item,
          },
        },
      },
    };
    board = createBoard();
    server = await startLiveServer([board.subgraph, heedless], {}, { presence });
    const socket = await TestSocket.as(server.url, token);
    socket.subscribe('1', 'subscription { noise }');
    await until(() => sinks.size === 1);
    // One item of any size is no reason.
    const [sink] = sinks;
    sink?.push({ value: 'x'.repeat(3_000_000) });
    expect(await socket.next()).toMatchObject({ type: 'next' });
    socket.connection.pause();
    let pushed = 0;
    while (sinks.size === 1 && pushed < 1000) {
      sink?.push({ value: 'x'.repeat(100_000), position: String(++pushed) });
      await nextTurn();
    }
    expect(sinks.size).toBe(0);
    socket.connection.resume();
    let frame = await socket.next();
    let got = 0;
    for (; frame.type === 'next'; frame = await socket.next()) got += 1;
    expect(frame).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'SLOW_CONSUMER', lastEventId: String(got) } }],
    });
    expect((await socket.closed).code).toBe(4410);
    expect(await server.metric('switchboard_websocket_closes_total{code="4410"}')).toBe(1);
    expect(await server.metric('switchboard_deliveries_total')).toBe(got + 1);
  });

  test('but keeps sending is not read until it has read', async () => {
    await start();
    const socket = await TestSocket.as(server.url, token);
    socket.connection.pause();
    const query = `{ ${Array.from({ length: 25 }, (_, n) => `a${n}: __type(name: "Query") { description fields { description } }`).join(' ')} }`;
    for (let n = 0; n < 500; n++) socket.subscribe(String(n), query);
    // Several round trips: the server has handled as many operations as it may without a reader.
    await unchanged(() => Promise.resolve(socket.connection.writableLength));
    socket.connection.resume();
    const frames = await socket.take(1000);
    expect(frames.filter(({ type }) => type === 'complete')).toHaveLength(500);
    socket.ws.close();
  });
});

test('a client that does not answer pings is disconnected and releases everything, without any event', async () => {
  await start({ KEEP_ALIVE_MS: '500' });
  const client = fork(new URL('half-open.ts', import.meta.url), [server.url, token], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  try {
    await failOnExit(client, once(client, 'message'));
    expect({ sources: board.open, held, sockets: await openSockets() }).toEqual({
      sources: 1,
      held: 1,
      sockets: 1,
    });
    const stood = performance.now();
    client.kill('SIGSTOP');
    await until(() => board.open === 0);
    // Twice the interval at most, which by default is 24 seconds.
    expect(performance.now() - stood).toBeLessThan(6000);
    expect(held).toBe(0);
    await until(async () => (await openSockets()) === 0);
  } finally {
    client.kill('SIGKILL');
  }
});

test('clients that connect, subscribe and disconnect leave nothing behind', async () => {
  await start({ OPERATIONS_PER_SECOND: '0', MAX_SOCKETS_PER_CALLER: '1000' });
  const cycles = 1500;
  const atOnce = 30;
  let done = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (done < cycles) {
        done += 1;
        const socket = await TestSocket.as(server.url, token);
        socket.subscribe('1', 'subscription { silence { id } }');
        socket.subscribe('2', notes);
        // Some vanish while it is only beginning, others once it runs, others as something comes.
        if (done % 3 === 0) await socket.settled();
        if (done % 5 === 0) board.pin('for whoever is there');
        if (done % 7 === 0) socket.complete('1');
        socket.terminate();
      }
    }),
  );
  await until(() => board.open === 0);
  await until(async () => (await openSockets()) === 0);
  expect(await server.metric('switchboard_subscriptions_open')).toBe(0);
  expect(server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
}, 60_000);

describe('when the server stops', () => {
  test('all sockets are closed with 1001, without completing their subscriptions', async () => {
    await start();
    const sockets = await Promise.all(Array.from({ length: 40 }, () => TestSocket.as(server.url, token)));
    for (const socket of sockets) socket.subscribe('1', notes);
    await until(() => board.open === 40);
    const began = performance.now();
    const stopped = server.stop();
    for (const socket of sockets) {
      expect(await socket.closed).toEqual({ code: 1001, reason: 'Going away' });
      await expect(socket.next()).rejects.toThrow('nothing more came');
    }
    await stopped;
    // Nothing is waited for: who does not close would be given five seconds.
    expect(performance.now() - began).toBeLessThan(4000);
  });

  test('running operations get their results first', async () => {
    await start();
    const socket = await TestSocket.as(server.url, token);
    socket.subscribe('1', 'mutation { pin(text: "the last") { late } }');
    // Read by the server, and not answered yet.
    expect(await socket.settled()).toEqual([]);
    const stopped = server.stop();
    expect(await socket.take(2)).toMatchObject([
      { type: 'next', payload: { data: { pin: { late: 'the last' } } } },
      { type: 'complete' },
    ]);
    expect(await socket.closed).toMatchObject({ code: 1001 });
    await stopped;
  });

  test('a client that does not answer the close is terminated after the timeout', async () => {
    await start({ SHUTDOWN_TIMEOUT_MS: '300' });
    const socket = await TestSocket.as(server.url, token);
    socket.connection.pause();
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(4000);
    socket.terminate();
  });
});
