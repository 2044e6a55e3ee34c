import { answerWith, hang, type Behaviour } from '../support/remote-subgraph.ts';
import { until } from '../support/until.ts';
import { joinCrm, type Joined } from './crm.ts';

let joined: Joined;
beforeAll(async () => {
  joined = await joinCrm({ SUBGRAPH_TIMEOUT_MS: '300', SUBGRAPH_POLL_MS: '500' });
  joined.board.pin('first');
  // The first request can time out.
  await until(async () => (await joined.send(mixed)).errors === undefined);
});
afterAll(() => joined.stop());
beforeEach(() => {
  joined.crm.requests.length = 0;
  joined.server.log.lines.length = 0;
});
afterEach(() => {
  joined.crm.behaviour = undefined;
});

const mixed = '{ boardSize company { name } }';
const pinning = 'mutation { pin(text: "x") { text likes } }';
const codes = ({ errors }: Awaited<ReturnType<Joined['send']>>) =>
  errors?.map(({ extensions }) => extensions);

const drip: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":');
};
const brokenOff: Behaviour = (response) => {
  response.writeHead(200, { 'content-length': 1000 }).write('{"data":', () => response.destroy());
};
const flood: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  const more = () => {
    if (!response.destroyed) response.write(chunk, more);
  };
  more();
};

describe.each<[string, Behaviour, string]>([
  ['hangs up', (response) => response.socket?.destroy(), 'SUBGRAPH_UNAVAILABLE'],
  ['hangs', hang, 'SUBGRAPH_TIMEOUT'],
  ['hangs in the middle of its response', drip, 'SUBGRAPH_TIMEOUT'],
  ['closes the connection in the middle of its response', brokenOff, 'SUBGRAPH_UNAVAILABLE'],
  ['answers 500', answerWith('<h1>at /srv/crm</h1>', 500, 'text/html'), 'SUBGRAPH_UNAVAILABLE'],
  [
    'answers with another content type',
    answerWith('data: {"data":{}}\n\n', 200, 'text/event-stream'),
    'SUBGRAPH_UNAVAILABLE',
  ],
  ...[
    '',
    'no JSON at /srv/crm',
    'null',
    '42',
    '"x"',
    '[]',
    '{}',
    '{"data":null}',
    '{"errors":[]}',
    '{"errors":"x"}',
    '{"data":[]}',
    '{"data":"x"}',
  ].map((body): [string, Behaviour, string] => [`answers ${body}`, answerWith(body), 'SUBGRAPH_UNAVAILABLE']),
])('a subgraph that %s', (_, behaviour, code) => {
  test('affects only its own fields, and is not requested again', async () => {
    joined.crm.behaviour = behaviour;
    const answer = await joined.send(mixed);
    expect(answer.data).toEqual({ boardSize: expect.any(Number) as unknown, company: null });
    expect(answer.errors).toEqual([
      {
        message: expect.stringMatching(
          /^The subgraph crm (does not answer|did not answer in time)\.$/,
        ) as unknown,
        path: ['company'],
        extensions: { code, subgraph: 'crm' },
      },
    ]);
    const size = Number(answer.data?.boardSize);
    const pinned = await joined.send(pinning);
    expect(pinned.data).toEqual({ pin: { text: 'x', likes: null } });
    expect(pinned.errors).toMatchObject([{ path: ['pin', 'likes'], extensions: { code, subgraph: 'crm' } }]);
    expect(joined.board.pin('next').id).toBe(size + 2);
    expect(joined.crm.requests).toHaveLength(2);
    expect(JSON.stringify(joined.server.log.lines)).not.toMatch(/internal error/);
    joined.crm.behaviour = undefined;
    expect(await joined.send(mixed)).not.toHaveProperty('errors');
  });
});

test('the response of a subgraph is limited in size', async () => {
  const patient = await joinCrm();
  try {
    patient.crm.behaviour = flood;
    expect(codes(await patient.send(mixed))).toEqual([{ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'crm' }]);
  } finally {
    await patient.stop();
  }
});

test.each<[string, unknown]>([
  ['invalid entries', [null, 3, { message: 4 }]],
  ['a path that does not exist', [{ message: 'x', path: ['nowhere', 0] }]],
  ['an invalid path', [{ message: 'x', path: 'company' }]],
  [
    'the critical error mark of the stitching library',
    [{ message: 'x', extensions: { CRITICAL_ERROR: true, code: 'X' } }],
  ],
])('errors with %s are reported as errors of the subgraph', async (_, errors) => {
  joined.crm.behaviour = answerWith(JSON.stringify({ data: { company: null }, errors }));
  const answer = await joined.send(mixed);
  expect(answer.data).toMatchObject({ boardSize: expect.any(Number) as unknown });
  for (const extensions of codes(answer) ?? []) expect(extensions).toMatchObject({ subgraph: 'crm' });
  expect(joined.server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test.each<[string, string]>([
  ['of another type', '{"data":{"company":"text"}}'],
  ['a list for an object', '{"data":{"company":[1]}}'],
  ['without a required field', '{"data":{"company":{"__typename":"Company"}}}'],
  ['of another object type', '{"data":{"company":{"__typename":"Nobody","name":"x"}}}'],
  [
    'with __proto__ keys',
    '{"data":{"company":{"__proto__":{"polluted":1},"name":"x","__typename":"Company"},"__proto__":{"polluted":1}}}',
  ],
])('data %s does not affect local fields and exposes no internal details', async (_, body) => {
  joined.crm.behaviour = answerWith(body);
  const answer = await joined.send(mixed);
  expect(answer.data).toMatchObject({ boardSize: expect.any(Number) as unknown });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|node_modules|\.js/);
});

test('an error of a subgraph keeps its code and message; an error without a code gets SUBGRAPH_ERROR', async () => {
  const answer = await joined.send('{ boardSize a: failing(code: "NO_CREDIT") b: failing }');
  expect(answer).toEqual({
    data: { boardSize: expect.any(Number) as unknown, a: null, b: null },
    errors: [
      {
        message: 'The CRM refused.',
        path: ['a'],
        extensions: { code: 'NO_CREDIT', field: 'kept', subgraph: 'crm' },
      },
      {
        message: 'The CRM refused.',
        path: ['b'],
        extensions: { code: 'SUBGRAPH_ERROR', field: 'kept', subgraph: 'crm' },
      },
    ],
  });
});

test('an error of a joined field has the path of the field', async () => {
  const answer = await joined.send('mutation { mine: pin(text: "x") { text likes f: failing2 } }');
  expect(answer.data).toMatchObject({ mine: { text: 'x', f: null } });
  expect(answer.errors).toEqual([
    {
      message: 'The field failed.',
      path: ['mine', 'f'],
      extensions: { code: 'SUBGRAPH_ERROR', subgraph: 'crm' },
    },
  ]);
});

test('an internal error of a local field beside remote fields answers with an error id that is in the log', async () => {
  const { errors = [] } = await joined.send('mutation { pin(text: "x") { failing likes } }');
  expect(errors).toHaveLength(1);
  const [{ message, extensions, path } = { message: '', extensions: { code: '' }, path: [] }] = errors;
  expect([path, extensions.code]).toEqual([['pin', 'failing'], 'INTERNAL_SERVER_ERROR']);
  expect(message).not.toContain('inside');
  expect(joined.server.log.lines.filter(({ level }) => level === 'error')).toMatchObject([
    { details: { errorId: extensions.errorId } },
  ]);
});

test('a subgraph that restarts is available again, and local fields are available all the time', async () => {
  await joined.crm.stop();
  const down = await joined.send(mixed);
  expect(down.data).toMatchObject({ boardSize: expect.any(Number) as unknown, company: null });
  expect(codes(down)).toEqual([{ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'crm' }]);
  await joined.crm.start();
  expect((await joined.send(mixed)).data).toMatchObject({ company: { name: 'Northlight' } });
});

test('closed keep-alive connections cause no error', async () => {
  for (let round = 0; round < 5; round++) {
    await joined.send(mixed);
    await joined.crm.stop();
    await joined.crm.start();
    expect(await joined.send(mixed)).not.toHaveProperty('errors');
  }
});
