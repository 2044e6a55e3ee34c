import { createBoard, type Board } from '../../support/board-subgraph.ts';
import { startLiveServer, type LiveServer } from '../../support/live-server.ts';
import { tokenFor } from '../../support/server.ts';
import { TestSocket } from '../../support/socket.ts';
import { until } from '../../support/until.ts';

let server: LiveServer;
let board: Board;
let token: string;
const sockets: TestSocket[] = [];
const connect = async () => {
  const socket = await TestSocket.as(server.url, token);
  sockets.push(socket);
  return socket;
};
beforeAll(async () => {
  board = createBoard();
  server = await startLiveServer([board.subgraph]);
  token = await tokenFor('agent.view');
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) {
    socket.ws.close();
    await socket.closed;
  }
});
afterAll(() => server.stop());

test('a subscription delivers events, and completes when its source ends', async () => {
  const socket = await connect();
  socket.subscribe('1', 'subscription { notes(until: 2) { id text } }');
  await until(() => board.open === 1);
  board.pin('one');
  board.pin('two');
  board.pin('three');
  expect(await socket.take(3)).toEqual([
    {
      id: '1',
      type: 'next',
      payload: { data: { notes: { id: '1', text: 'one' } }, extensions: { lastEventId: '1' } },
    },
    {
      id: '1',
      type: 'next',
      payload: { data: { notes: { id: '2', text: 'two' } }, extensions: { lastEventId: '2' } },
    },
    { id: '1', type: 'complete' },
  ]);
  expect(board.open).toBe(0);
});

test('after the complete message of a client, its subscription is closed and delivers nothing more', async () => {
  const socket = await connect();
  socket.subscribe('1', 'subscription { notes { id } }');
  socket.subscribe('2', 'subscription { notes { id } }');
  await until(() => board.open === 2);
  socket.complete('1');
  expect(await socket.settled()).toEqual([]);
  expect(board.open).toBe(1);
  board.pin('for the second subscription');
  expect(await socket.settled()).toMatchObject([{ id: '2', type: 'next' }]);
});

test('W32 a subscription continues after the last event in the extensions of its subscribe message', async () => {
  const socket = await connect();
  const first = board.pin('missed');
  socket.subscribe('1', 'subscription { notes { text } }', {}, { lastEventId: String(first.id - 1) });
  expect(await socket.next()).toMatchObject({ payload: { data: { notes: { text: 'missed' } } } });
  socket.complete('1');
  await until(() => board.open === 0);
});

test('queries and mutations over a WebSocket have the error format of HTTP', async () => {
  const socket = await connect();
  socket.subscribe('q', '{ boardSize }');
  expect(await socket.take(2)).toMatchObject([
    { id: 'q', type: 'next', payload: { data: { boardSize: expect.any(Number) as number } } },
    { id: 'q', type: 'complete' },
  ]);
  socket.subscribe('m', 'mutation ($text: String!) { pin(text: $text) { text failing } }', {
    text: 'by socket',
  });
  const [result] = await socket.take(2);
  expect(result).toMatchObject({
    id: 'm',
    type: 'next',
    payload: {
      data: { pin: { text: 'by socket', failing: null } },
      errors: [{ path: ['pin', 'failing'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    },
  });
  expect(JSON.stringify(result)).not.toContain('the inside of the server');
});

test.each([
  ['{ boardSize', 'GRAPHQL_PARSE_FAILED'],
  ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ['subscription { notes { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['subscription { notes(after: {}) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['subscription ($on: Boolean!) { notes @skip(if: $on) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['subscription { ... @skip(if: true) { notes { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['subscription ($after: ID!) { notes(after: $after) { id } }', 'BAD_USER_INPUT'],
  [
    'subscription ($on: Boolean!) { ...F } fragment F on Subscription { ... { notes @include(if: $on) { id } } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['subscription { lockedNotes { id } }', 'NOT_FOUND'],
  [`{ ${'a: boardSize '.repeat(40)} }`, 'OPERATION_TOO_LARGE'],
])(
  'invalid operation %# gets an error message with its id, and the socket stays open',
  async (query, code) => {
    const socket = await connect();
    socket.subscribe('invalid', query);
    const frame = await socket.next();
    expect(frame).toMatchObject({ id: 'invalid', type: 'error' });
    expect(frame.payload).toMatchObject({ 0: { extensions: { code } } });
    // The id can be used again.
    socket.subscribe('invalid', '{ boardSize }');
    expect(await socket.take(2)).toMatchObject([{ type: 'next' }, { type: 'complete' }]);
  },
);

test('an id can be reused directly after complete, and its results are those of the new operation', async () => {
  const socket = await connect();
  for (let round = 0; round < 20; round++) {
    socket.subscribe('again', 'subscription { silence { id } }');
    socket.complete('again');
  }
  socket.subscribe('again', 'subscription { notes { text } }');
  await until(() => board.open === 1);
  await socket.settled();
  board.pin('for the last subscription');
  expect(await socket.next()).toEqual({
    id: 'again',
    type: 'next',
    payload: {
      data: { notes: { text: 'for the last subscription' } },
      extensions: { lastEventId: expect.any(String) as string },
    },
  });
  socket.complete('again');
  socket.subscribe('again', 'mutation { pin(text: "and a mutation") { text } }');
  expect(await socket.take(2)).toMatchObject([
    { id: 'again', type: 'next' },
    { id: 'again', type: 'complete' },
  ]);
  expect(board.open).toBe(0);
});

test('a duplicate id closes the socket with 4409', async () => {
  const socket = await connect();
  socket.subscribe('1', 'subscription { notes { id } }');
  socket.subscribe('1', 'subscription { notes { id } }');
  expect(await socket.closed).toEqual({ code: 4409, reason: 'Subscriber for 1 already exists' });
  await until(() => board.open === 0);
});

test('a subscription beyond the limit of 50 per socket is rejected, and the others continue', async () => {
  const socket = await connect();
  for (let id = 1; id <= 51; id++) socket.subscribe(String(id), 'subscription { notes { id } }');
  expect(await socket.next()).toMatchObject({
    id: '51',
    type: 'error',
    payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', limit: 50 } }],
  });
  await until(() => board.open === 50);
  board.pin('for fifty');
  const frames = await socket.take(50);
  expect(new Set(frames.map(({ id }) => id)).size).toBe(50);
  // The end of a subscription allows another one.
  socket.complete('1');
  socket.subscribe('52', 'subscription { notes { id } }');
  await until(() => board.open === 50);
  expect(await socket.settled()).toEqual([]);
});

test('an error of a field is part of its event, without internal details, and the subscription continues', async () => {
  const socket = await connect();
  socket.subscribe('1', 'subscription { notes { text failing } }');
  await until(() => board.open === 1);
  board.pin('one');
  board.pin('two');
  const frames = await socket.take(2);
  expect(frames).toMatchObject([
    {
      type: 'next',
      payload: {
        data: { notes: { text: 'one', failing: null } },
        errors: [{ path: ['notes', 'failing'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
      },
    },
    { type: 'next', payload: { data: { notes: { text: 'two' } } } },
  ]);
  expect(JSON.stringify(frames)).not.toContain('the inside of the server');
});

test('events whose payloads take different times are delivered in order', async () => {
  const socket = await connect();
  socket.subscribe('1', 'subscription { notes(until: 100000) { id late } }');
  await until(() => board.open === 1);
  const ids = Array.from({ length: 30 }, (_, index) => String(board.pin(`late ${index}`).id));
  const frames = await socket.take(30);
  expect(frames.map(({ payload }) => (payload as { data: { notes: { id: string } } }).data.notes.id)).toEqual(
    ids,
  );
});
