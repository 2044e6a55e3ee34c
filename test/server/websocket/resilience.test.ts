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
/** The number of connections that presence holds. */
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
  test('is disconnected with 4410 and its last position, and other clients are not affected', async () => {
    await start({}, 200);
    const slow = await TestSocket.as(server.url, token);
    const fast = await TestSocket.as(server.url, token);
    slow.subscribe('s', notes);
    fast.subscribe('f', notes);
    await until(() => board.open === 2);
    slow.connection.pause();

    // Adds notes until all buffers are full and the server disconnects the slow client.
    const text = 'x'.repeat(4096);
    let pinned = 0;
    while (board.open === 2) {
      board.pin(text);
      pinned += 1;
      expect(await fast.next()).toMatchObject({
        id: 'f',
        payload: { data: { notes: { id: String(pinned) } } },
      });
      if (pinned > 10_000) throw new Error('The slow client was not disconnected.');
    }
    expect(board.open).toBe(1);

    // The client reads the buffered events, and then the position from which it can resume.
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

    // With this position it receives all other events.
    const resumed = await TestSocket.as(server.url, token);
    resumed.subscribe('s', `subscription { notes(after: "${lastEventId}", until: ${pinned}) { id } }`);
    const rest = await resumed.take(pinned - frames.length);
    expect(
      rest.map(({ payload }) => Number((payload as { data: { notes: { id: string } } }).data.notes.id)),
    ).toEqual(Array.from({ length: pinned - frames.length }, (_, index) => frames.length + index + 1));
    resumed.ws.close();
    fast.ws.close();
  }, 60_000);

  test('but resumes before it is too slow receives every event once', async () => {
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
    const received: Record<string, number[]> = { 1: [], 2: [] };
    for (const { id = '', payload } of await socket.take(2 * count))
      received[id]?.push(Number((payload as { data: { notes: { id: string } } }).data.notes.id));
    const all = Array.from({ length: count }, (_, index) => index + 1);
    expect(received).toEqual({ 1: all, 2: all });
    socket.ws.close();
  });

  test('is disconnected if the source ignores backpressure', async () => {
    const sinks = new Set<LiveSink>();
    const careless: Subgraph = {
      name: 'careless',
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
    server = await startLiveServer([board.subgraph, careless], {}, { presence });
    const socket = await TestSocket.as(server.url, token);
    socket.subscribe('1', 'subscription { noise }');
    await until(() => sinks.size === 1);
    // A single item is delivered whatever its size.
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
    let received = 0;
    for (; frame.type === 'next'; frame = await socket.next()) received += 1;
    expect(frame).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'SLOW_CONSUMER', lastEventId: String(received) } }],
    });
    expect((await socket.closed).code).toBe(4410);
    expect(await server.metric('switchboard_websocket_closes_total{code="4410"}')).toBe(1);
    expect(await server.metric('switchboard_deliveries_total')).toBe(received + 1);
  });

  test('but sends is not read by the server until it has read', async () => {
    await start();
    const socket = await TestSocket.as(server.url, token);
    socket.connection.pause();
    const query = `{ ${Array.from({ length: 25 }, (_, n) => `a${n}: __type(name: "Query") { description fields { description } }`).join(' ')} }`;
    for (let n = 0; n < 500; n++) socket.subscribe(String(n), query);
    // Waits until the server has stopped reading.
    await unchanged(() => Promise.resolve(socket.connection.writableLength));
    socket.connection.resume();
    const frames = await socket.take(1000);
    expect(frames.filter(({ type }) => type === 'complete')).toHaveLength(500);
    socket.ws.close();
  });
});

test('a client that does not answer pings is disconnected, and its subscription and presence are released', async () => {
  await start({ KEEP_ALIVE_MS: '500' });
  const client = fork(new URL('unresponsive-client.ts', import.meta.url), [server.url, token], {
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
    const suspendedAt = performance.now();
    client.kill('SIGSTOP');
    await until(() => board.open === 0);
    // A disconnect takes at most twice the interval. With the default interval that is 24 seconds.
    expect(performance.now() - suspendedAt).toBeLessThan(6000);
    expect(held).toBe(0);
    await until(async () => (await openSockets()) === 0);
  } finally {
    client.kill('SIGKILL');
  }
});

test('many clients that connect, subscribe and disconnect leave no open sockets or subscriptions', async () => {
  await start({ OPERATIONS_PER_SECOND: '0', MAX_SOCKETS_PER_CALLER: '1000' });
  const cycles = 1500;
  const concurrency = 30;
  let done = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (done < cycles) {
        done += 1;
        const socket = await TestSocket.as(server.url, token);
        socket.subscribe('1', 'subscription { silence { id } }');
        socket.subscribe('2', notes);
        // Clients disconnect before, during and after the start of their subscriptions, and during a delivery.
        if (done % 3 === 0) await socket.settled();
        if (done % 5 === 0) board.pin('for all clients');
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
    const startedAt = performance.now();
    const stopped = server.stop();
    for (const socket of sockets) {
      expect(await socket.closed).toEqual({ code: 1001, reason: 'Going away' });
      await expect(socket.next()).rejects.toThrow('nothing more came');
    }
    await stopped;
    // A client that does not answer the close would delay the stop by five seconds.
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  test('running operations get their results before the close', async () => {
    await start();
    const socket = await TestSocket.as(server.url, token);
    socket.subscribe('1', 'mutation { pin(text: "the last") { late } }');
    // The server has read the operation, and has not answered it.
    expect(await socket.settled()).toEqual([]);
    const stopped = server.stop();
    expect(await socket.take(2)).toMatchObject([
      { type: 'next', payload: { data: { pin: { late: 'the last' } } } },
      { type: 'complete' },
    ]);
    expect(await socket.closed).toMatchObject({ code: 1001 });
    await stopped;
  });

  test('a client that does not answer the close is disconnected after the timeout', async () => {
    await start({ SHUTDOWN_TIMEOUT_MS: '300' });
    const socket = await TestSocket.as(server.url, token);
    socket.connection.pause();
    const startedAt = performance.now();
    await server.stop();
    expect(performance.now() - startedAt).toBeLessThan(4000);
    socket.terminate();
  });
});
