import { tokenFor } from '../support/server.ts';
import { TestSocket, type Frame } from '../support/socket.ts';
import { until } from '../support/until.ts';
import { joinCrm, type Joined } from './crm.ts';

let joined: Joined;
let socket: TestSocket;
beforeAll(async () => {
  joined = await joinCrm({ FORWARD_TOKEN_TO: 'crm', SUBGRAPH_TIMEOUT_MS: '1000' });
});
afterAll(() => joined.stop());
beforeEach(async () => {
  joined.crm.behaviour = undefined;
  joined.crm.connectionParams.length = 0;
  socket = await TestSocket.as(joined.server.url, joined.token);
});
afterEach(async () => {
  socket.terminate();
  await until(
    () => joined.board.open === 0 && joined.crm.openSockets === 0 && joined.changes.subscribers === 0,
  );
});

const company = { id: 'c1', name: 'Northlight' };
const joinedNotes = 'subscription ($after: ID) { notes(after: $after) { id text likes } }';
const codeIn = ({ payload }: Frame) => {
  const errors = Array.isArray(payload) ? payload : (payload as { errors: unknown[] }).errors;
  return (errors as { extensions: { code: string } }[]).map(({ extensions }) => extensions.code);
};

async function subscribe(id: string, query: string, variables?: Record<string, unknown>): Promise<void> {
  socket.subscribe(id, query, variables);
  expect(await socket.settled()).toEqual([]);
}

test('local events are joined with remote fields and delivered in order', async () => {
  await subscribe('1', joinedNotes);
  await until(() => joined.board.open === 1);
  const first = joined.board.pin('one').id;
  for (const text of ['two', 'three']) joined.board.pin(text);
  expect((await socket.take(3)).map(({ payload }) => payload)).toEqual(
    ['one', 'two', 'three'].map((text, n) => ({
      data: { notes: { id: String(first + n), text, likes: (first + n) * 10 } },
      extensions: { lastEventId: String(first + n) },
    })),
  );
});

test('W32 a joined subscription continues after the last event in the extensions of its subscribe message', async () => {
  const last = joined.board.pin('before').id;
  joined.board.pin('missed');
  socket.subscribe('1', 'subscription { notes { text likes } }', {}, { lastEventId: String(last) });
  expect((await socket.next()).payload).toMatchObject({ data: { notes: { text: 'missed' } } });
});

test('events in an event stream have ids, and a subscription resumes after such an id', async () => {
  const from = joined.board.pin('before').id;
  for (const text of ['a', 'b', 'c']) joined.board.pin(text);
  const read = async (after: number) => {
    const response = await fetch(joined.server.url, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${joined.token}`,
      },
      body: JSON.stringify({
        query:
          'subscription ($after: ID, $until: Int) { notes(after: $after, until: $until) { text likes } }',
        variables: { after: String(after), until: from + 3 },
      }),
    });
    return [...(await response.text()).matchAll(/^id: (\d+)\ndata: (.*)$/gm)].map(([, id, data]) => [
      Number(id),
      (JSON.parse(data ?? '') as { data: { notes: { text: string } } }).data.notes.text,
    ]);
  };
  expect(await read(from)).toEqual([
    [from + 1, 'a'],
    [from + 2, 'b'],
    [from + 3, 'c'],
  ]);
  expect(await read(from + 2)).toEqual([[from + 3, 'c']]);
});

test('a finite subscription completes', async () => {
  const from = joined.board.pin('before').id;
  joined.board.pin('last');
  socket.subscribe(
    '1',
    'subscription ($after: ID, $until: Int) { notes(after: $after, until: $until) { likes } }',
    {
      after: String(from),
      until: from + 1,
    },
  );
  expect((await socket.take(2)).map(({ type }) => type)).toEqual(['next', 'complete']);
});

test('a subgraph that is down affects its own fields and no local event', async () => {
  await subscribe('1', joinedNotes);
  await until(() => joined.board.open === 1);
  await joined.crm.stop();
  joined.board.pin('while it is down');
  const down = await socket.next();
  expect(down.payload).toMatchObject({ data: { notes: { text: 'while it is down', likes: null } } });
  expect(codeIn(down)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  await joined.crm.start();
  joined.board.pin('back');
  expect((await socket.next()).payload).toMatchObject({
    data: { notes: { text: 'back', likes: expect.any(Number) as unknown } },
  });
});

test('events that are joined concurrently are delivered in order', async () => {
  await subscribe('1', joinedNotes);
  await until(() => joined.board.open === 1);
  const responses: (() => void)[] = [];
  joined.crm.behaviour = (response, { variables: { representations } }) => {
    const data = {
      _entities: (representations as { id: string }[]).map(({ id }) => ({ id, likes: Number(id) })),
    };
    responses.unshift(() => response.end(JSON.stringify({ data })));
  };
  const first = joined.board.pin('1').id;
  for (const text of ['2', '3', '4']) joined.board.pin(text);
  await until(() => responses.length === 4);
  for (const respond of responses) respond();
  expect((await socket.take(4)).map(({ payload }) => payload)).toEqual(
    ['1', '2', '3', '4'].map((text, n) => ({
      data: { notes: { id: String(first + n), text, likes: first + n } },
      extensions: { lastEventId: String(first + n) },
    })),
  );
});

test('while a subgraph hangs the source pauses, and a subscriber that is too far behind is closed', async () => {
  await subscribe('1', joinedNotes);
  await until(() => joined.board.open === 1);
  joined.crm.behaviour = () => undefined;
  for (let n = 0; n < 1100; n++) joined.board.pin('much');
  const ended = (await socket.take(2)).at(-1);
  expect(ended?.type).toMatch(/next|error/);
  await until(() => joined.board.open === 0);
  expect(await socket.closed).toMatchObject({ code: 4410 });
});

test('subscriptions end when the token expires', async () => {
  const brief = await tokenFor('agent.view', { acceptedSeconds: 3 });
  const other = await TestSocket.as(joined.server.url, brief);
  other.subscribe('1', joinedNotes);
  other.subscribe('2', 'subscription { companyChanged { name } }');
  await other.settled();
  await until(() => joined.board.open === 1 && joined.changes.subscribers === 1);
  expect(await other.closed).toMatchObject({ code: 4403 });
  await until(() => joined.board.open === 0 && joined.crm.openSockets === 0);
});

test('after a token renewal, fields without access are null, and subscriptions without access end', async () => {
  const manager = await tokenFor('agent.view agent.manage');
  const other = await TestSocket.as(joined.server.url, manager);
  other.subscribe('1', 'subscription { notes { secret likes } }');
  await other.settled();
  await until(() => joined.board.open === 1);
  joined.board.pin('x');
  expect((await other.next()).payload).toMatchObject({ data: { notes: { secret: 'secret x' } } });
  const renew = async (scopes: string) => {
    other.send({ type: 'ping', payload: { authorization: `Bearer ${await tokenFor(scopes)}` } });
    expect(await other.next()).toMatchObject({ type: 'pong' });
  };
  await renew('agent.view');
  joined.board.pin('y');
  expect((await other.next()).payload).toMatchObject({ data: { notes: { secret: null } } });
  await renew('feed.view');
  joined.board.pin('z');
  const end = await other.next();
  expect([end.type, codeIn(end)]).toEqual(['error', ['FORBIDDEN']]);
  other.terminate();
});

test('a rejected local subscription is an error, and subscriptions that are cancelled at once leave nothing open', async () => {
  socket.subscribe('1', 'subscription { lockedNotes { likes } }');
  const refused = await socket.next();
  expect([refused.type, codeIn(refused)]).toEqual(['error', ['NOT_FOUND']]);
  for (let n = 0; n < 10; n++) {
    socket.subscribe(`s${n}`, joinedNotes);
    socket.subscribe(`t${n}`, 'subscription { companyChanged { name } }');
    socket.complete(`s${n}`);
    socket.complete(`t${n}`);
  }
  await socket.settled();
});

test('a remote subscription is joined with local fields and completes when the subgraph completes it', async () => {
  await subscribe('1', 'subscription { companyChanged { title: name latest { likes } } }');
  await until(() => joined.changes.subscribers === 1);
  expect(joined.crm.connectionParams.at(-1)).toEqual({ authorization: `Bearer ${joined.token}` });
  expect(joined.crm.upgrades.at(-1)).not.toHaveProperty('authorization');
  joined.changes.push({ ...company, latest: { id: '3' } });
  expect((await socket.next()).payload).toEqual({
    data: { companyChanged: { title: 'Northlight', latest: { likes: 30 } } },
  });
  joined.changes.end();
  expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
});

test('a remote subscription without events is closed when the client unsubscribes', async () => {
  await subscribe('1', 'subscription { companyChanged { name } }');
  await until(() => joined.changes.subscribers === 1);
  socket.complete('1');
  await until(() => joined.changes.subscribers === 0 && joined.crm.openSockets === 0);
});

const changed = 'subscription { companyChanged { name } }';

test('remote subscriptions of one caller share a WebSocket, and another caller has another one', async () => {
  for (const id of ['1', '2', '3']) socket.subscribe(id, changed);
  await until(() => joined.changes.subscribers === 3);
  const other = await TestSocket.as(joined.server.url, await tokenFor('agent.view', { subject: 'other' }));
  other.subscribe('1', changed);
  await until(() => joined.changes.subscribers === 4);
  expect(joined.crm.openSockets).toBe(2);
  socket.complete('1');
  await until(() => joined.changes.subscribers === 3);
  joined.changes.push(company);
  expect((await socket.take(2)).map(({ id }) => id).toSorted()).toEqual(['2', '3']);
  for (const id of ['2', '3']) socket.complete(id);
  await until(() => joined.crm.openSockets === 1);
  await subscribe('4', changed);
  await until(() => joined.changes.subscribers === 2);
  joined.changes.push(company);
  expect([(await socket.next()).id, (await other.take(2)).map(({ type }) => type)]).toEqual([
    '4',
    ['next', 'next'],
  ]);
  other.terminate();
});

test('callers share no WebSocket if tokens are not forwarded', async () => {
  const untrusting = await joinCrm();
  for (const subject of ['one', 'other']) {
    const tab = await TestSocket.as(untrusting.server.url, await tokenFor('agent.view', { subject }));
    for (const id of ['1', '2']) tab.subscribe(id, changed);
  }
  await until(() => untrusting.changes.subscribers === 4);
  expect(untrusting.crm.openSockets).toBe(2);
  await untrusting.stop();
});

test('a rejected subscription does not affect others on its WebSocket, and a closed WebSocket ends all of them', async () => {
  await subscribe('1', changed);
  await subscribe('2', changed);
  await until(() => joined.changes.subscribers === 2);
  socket.subscribe('3', 'subscription { refused { name } }');
  expect((await socket.take(2)).map(({ id }) => id)).toEqual(['3', '3']);
  expect([joined.changes.subscribers, joined.crm.openSockets]).toEqual([2, 1]);
  joined.crm.cut();
  expect((await socket.take(2)).map((frame) => [frame.id, codeIn(frame)]).toSorted()).toEqual([
    ['1', ['SUBGRAPH_UNAVAILABLE']],
    ['2', ['SUBGRAPH_UNAVAILABLE']],
  ]);
});

test('a WebSocket has at most fifty subscriptions', async () => {
  const tabs = [socket, await TestSocket.as(joined.server.url, joined.token)];
  for (const [n, tab] of tabs.entries()) for (let id = 0; id < 30; id++) tab.subscribe(`${n}-${id}`, changed);
  await until(() => joined.changes.subscribers === 60);
  expect(joined.crm.openSockets).toBe(2);
  tabs[1]?.terminate();
});

test('a remote subscription that is rejected has the code of the subgraph and no internal details', async () => {
  socket.subscribe('1', 'subscription { refused { name } }');
  expect(await socket.take(2)).toEqual([
    {
      id: '1',
      type: 'next',
      payload: {
        data: null,
        errors: [
          { message: 'Not today.', path: ['refused'], extensions: { code: 'CLOSED', subgraph: 'crm' } },
        ],
      },
    },
    { id: '1', type: 'complete' },
  ]);
  socket.subscribe('2', 'subscription { guarded { name } }');
  expect(codeIn(await socket.next())).toEqual(['FORBIDDEN']);
});

test('a broken connection ends the subscription with an error', async () => {
  await subscribe('1', 'subscription { companyChanged { name } }');
  await until(() => joined.changes.subscribers === 1);
  joined.crm.cut();
  const end = await socket.next();
  expect([end.type, codeIn(end)]).toEqual(['error', ['SUBGRAPH_UNAVAILABLE']]);
  await subscribe('2', 'subscription { companyChanged { name } }');
  await until(() => joined.changes.subscribers === 1);
});

test.each([1000, 1001, 1011, 4400, 4500])(
  'the close code %i ends the subscription with an error',
  async (code) => {
    await subscribe('1', 'subscription { companyChanged { name } }');
    await until(() => joined.changes.subscribers === 1);
    joined.crm.closeSockets(code);
    expect(codeIn(await socket.next())).toEqual(['SUBGRAPH_UNAVAILABLE']);
  },
);

test('a WebSocket upgrade without a response times out', async () => {
  joined.crm.hangsOnUpgrade = true;
  try {
    socket.subscribe('1', 'subscription { companyChanged { name } }');
    expect(codeIn(await socket.next())).toEqual(['SUBGRAPH_UNAVAILABLE']);
  } finally {
    joined.crm.hangsOnUpgrade = false;
    joined.crm.cut();
  }
});

test('a remote event with errors is delivered, and the subscription continues', async () => {
  await subscribe('1', 'subscription { companyChanged { name } }');
  await until(() => joined.changes.subscribers === 1);
  joined.changes.push({ id: 'c1', name: null });
  const failed = await socket.next();
  expect([failed.type, codeIn(failed)]).toEqual(['next', ['SUBGRAPH_ERROR']]);
  joined.changes.push(company);
  expect((await socket.next()).payload).toEqual({ data: { companyChanged: { name: 'Northlight' } } });
});

test('a client that does not read is disconnected and does not delay others on the same WebSocket', async () => {
  await subscribe('1', changed);
  const quick = await TestSocket.as(joined.server.url, joined.token);
  quick.subscribe('1', changed);
  await until(() => joined.changes.subscribers === 2);
  expect(joined.crm.openSockets).toBe(1);
  socket.connection.pause();
  const name = 'x'.repeat(50_000);
  while (joined.changes.subscribers > 1) {
    for (let k = 0; k < 20; k++) joined.changes.push({ id: 'c1', name });
    expect(new Set((await quick.take(20)).map(({ type }) => type))).toEqual(new Set(['next']));
  }
  socket.connection.resume();
  expect(await socket.closed).toMatchObject({ code: 4410 });
  quick.terminate();
});
