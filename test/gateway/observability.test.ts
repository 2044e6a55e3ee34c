import { answerWith, hang, RemoteSubgraphServer } from '../support/remote-subgraph.ts';
import { until } from '../support/until.ts';
import { joinCrm, type Joined } from './crm.ts';

let orders: RemoteSubgraphServer;
let joined: Joined;
beforeAll(async () => {
  orders = await RemoteSubgraphServer.start('type Query { orders: Int }', { Query: { orders: () => 1 } });
  await orders.stop();
  joined = await joinCrm({ SUBGRAPH_TIMEOUT_MS: '1000' }, { others: { orders: orders.url } });
});
afterAll(async () => {
  await joined.stop();
  await orders.stop();
});

const up = (name: string) => joined.server.metric(`switchboard_subgraph_up{subgraph="${name}"}`);
const requests = (outcome: string) =>
  joined.server.metric(`switchboard_subgraph_requests_total{subgraph="crm",outcome="${outcome}"}`);
async function readiness() {
  const response = await fetch(`${joined.server.origin}/readyz`);
  return [response.status, (await response.json()) as { subgraphs: { answers: boolean }[] }] as const;
}
const ready = (subgraphs: object[]) => [200, { status: 'ok', subgraphs }];
const crm = (answers: boolean) => ({ name: 'crm', joined: true, answers });

test('an error for an unknown field names the missing subgraphs, but only with a token', async () => {
  for (const [query, fault] of [
    ['{ orders }', 'Cannot query field "orders" on type "Query".'],
    ['{ ... on Order { number } }', 'Unknown type "Order".'],
    ['query ($of: Order) { boardSize }', 'Unknown type "Order".'],
  ] as const)
    expect((await joined.send(query)).errors?.[0]).toMatchObject({
      message: `${fault} The subgraph orders is not joined at present, so its fields are not known.`,
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', missingSubgraphs: ['orders'] },
    });
  for (const [query, token] of [
    ['{ orders }', null],
    ['{ company }', joined.token],
    ['{ company { name(of: 1) } }', joined.token],
    ['{', joined.token],
  ] as const) {
    const { errors } = await joined.send(query, { token });
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors)).not.toMatch(/subgraph/i);
  }
});

test('a gateway is ready without a subgraph, and its log, readiness and metrics show which subgraphs are joined', async () => {
  expect(joined.server.log.lines.filter(({ message }) => message === 'subgraphs are joined')).toEqual([
    { level: 'info', message: 'subgraphs are joined', details: { joined: ['crm'], missing: ['orders'] } },
  ]);
  const missing = { name: 'orders', joined: false, answers: false };
  expect([await up('crm'), await up('orders')]).toEqual([1, 0]);
  expect(await readiness()).toEqual(ready([crm(true), missing]));

  orders.schemaBehaviour = answerWith('{"data":{"_service":null}}');
  await orders.start();
  await until(async () => (await readiness())[1].subgraphs[1]?.answers === true);
  expect([await up('orders'), await readiness()]).toEqual([
    0,
    ready([crm(true), { ...missing, answers: true }]),
  ]);

  orders.schemaBehaviour = undefined;
  await until(async () => (await up('orders')) === 1);
  expect((await joined.send('{ orders }')).data).toEqual({ orders: 1 });
  expect(JSON.stringify(await joined.send('{ nothing }'))).not.toMatch(/subgraph/i);

  await joined.crm.stop();
  await until(async () => (await up('crm')) === 0);
  expect(await readiness()).toEqual(ready([crm(false), { name: 'orders', joined: true, answers: true }]));
  await joined.crm.start();
  await until(async () => (await up('crm')) === 1);
});

test('requests for clients are counted by outcome; a response with errors counts as answered', async () => {
  await joined.send('{ company { name } }');
  await joined.send('{ failing(code: "SUBGRAPH_UNAVAILABLE") }');
  joined.crm.behaviour = hang;
  await joined.send('{ company { name } }');
  joined.crm.behaviour = answerWith('no JSON');
  await joined.send('{ company { name } }');
  expect([await requests('answered'), await requests('timeout'), await requests('unavailable')]).toEqual([
    2, 1, 1,
  ]);
  expect(
    await joined.server.metric('switchboard_subgraph_request_duration_seconds_count{subgraph="crm"}'),
  ).toBe(4);
});
