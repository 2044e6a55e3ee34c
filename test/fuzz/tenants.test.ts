import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { downloadExport } from '../server/http/endpoints/export-client.ts';
import { bareGraph } from '../support/every-field.ts';
import { globalId } from '../graph/federation/sample-data.ts';
import { startTestServer, type GraphqlError, type TestServer } from '../support/server.ts';
import { TestSocket, type Frame } from '../support/socket.ts';
import { until } from '../support/until.ts';
import { alteration } from './alteration.ts';
import { generateOperation, type Operation } from './operation-generator.ts';
import { ranges, valuesFor } from './operation-values.ts';
import { fuzzRuns, fuzzTimeLimitMs } from './runs.ts';
import {
  frequentKinds,
  openTenants,
  principalKinds,
  tenantsIn,
  unlimited,
  type MarkedTenant,
} from './tenants.ts';

// Random operations by all kinds of principals of three tenants, on the ids, cursors, event ids and photo links of all three.

const { schema } = bareGraph();
let tenants: readonly MarkedTenant[];
/** A server with `_entities`. */
let subgraphs: TestServer;
beforeAll(async () => {
  [tenants, subgraphs] = await Promise.all([
    openTenants(import.meta.url, 3),
    startTestServer(import.meta.url, { ...unlimited, DOMAINS: 'all' }),
  ]);
});
afterAll(async () => {
  await subgraphs.stop();
  for (const { sampleData } of tenants) await sampleData.harness.stop();
});

type Answer = Awaited<ReturnType<TestServer['send']>>;

/** Codes of errors that operations with random arguments may have. */
const allowed = new Set(
  `BAD_USER_INPUT FORBIDDEN UNAUTHENTICATED NOT_FOUND ALREADY_EXISTS INVALID_STATE BAD_CURSOR HISTORY_LOST
   IDEMPOTENCY_CONFLICT NO_NUMBER_FREE BUSY BAD_REQUEST OPERATION_TOO_COSTLY`.split(/\s+/),
);

function check(tenant: MarkedTenant, principal: string, operation: unknown, answer: Answer): void {
  const text = JSON.stringify(answer.body);
  const others = tenantsIn(
    text,
    tenants.filter((other) => other !== tenant && !JSON.stringify(operation).includes(other.mark)),
  );
  const codes = (answer.body.errors ?? []).map(({ extensions }) => extensions.code);
  const unexpected = codes.filter((code) => !allowed.has(code));
  if (others.length > 0 || unexpected.length > 0)
    throw new Error(
      `${principal} of ${tenant.name} got the data of [${others.join(', ')}] and the errors [${unexpected.join(', ')}].\n${JSON.stringify(operation)}\n${text}`,
    );
}

/** Replaces the ids that only other tenants have by ids that do not exist. Undefined if there are none. */
function withAbsentIds(tenant: MarkedTenant, { query, variables }: Operation) {
  const own = new Set(tenant.known.ids);
  let text = JSON.stringify(variables);
  const back = new Map<string, string>();
  for (const id of new Set(tenants.flatMap(({ known }) => known.ids))) {
    if (own.has(id) || !text.includes(`"${id}"`)) continue;
    const [type = '', natural = ''] = Buffer.from(id, 'base64url').toString().split(/:(.*)/);
    const random = randomBytes(natural.length).toString('hex').slice(0, natural.length);
    const absent = Buffer.from(`${type}:${random}`).toString('base64url');
    back.set(absent, id);
    text = text.replaceAll(`"${id}"`, `"${absent}"`);
  }
  return back.size === 0 ? undefined : { query, variables: JSON.parse(text) as Operation['variables'], back };
}

const anyTenant = fc.nat(2);
function tenantAt(index: number): MarkedTenant {
  const tenant = tenants[index];
  if (tenant === undefined) throw new Error(`There is no tenant ${index}.`);
  return tenant;
}
const anyPrincipal = fc.constantFrom(...frequentKinds);

test(
  'random queries and mutations of any principal on the ids of all tenants receive nothing of another tenant and no internal error',
  async () => {
    let answered = 0;
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        anyTenant,
        anyPrincipal,
        fc.constantFrom('query' as const, 'query' as const, 'mutation' as const),
        fc.gen(),
        async (index, principal, kind, draw) => {
          const tenant = tenantAt(index);
          const operation = generateOperation(schema, kind, draw, valuesFor(tenants, tenant, kind));
          // The records of this tenant stay, so that later operations find them.
          if (/^(delete|erase|discard)/.test(operation.field)) return;
          const { query, variables } = operation;
          const token = tenant.tokens[principal];
          const send = (given: Operation['variables']) =>
            tenant.server.send(query, { variables: given, token });
          const answer = await send(variables);
          check(tenant, principal, operation, answer);
          if (tenantsIn(JSON.stringify(answer.body), [tenant]).length > 0) answered++;
          const absent = kind === 'query' ? withAbsentIds(tenant, operation) : undefined;
          if (absent === undefined) return;
          compared++;
          // The id of another tenant's object is answered as an id that does not exist. A background write may come between two answers.
          for (let attempt = 0; ; attempt++) {
            const [foreign, unknown] = [await send(variables), await send(absent.variables)];
            let text = JSON.stringify(unknown);
            for (const [id, of] of absent.back) text = text.replaceAll(id, of);
            // A long message quotes a part of the ids.
            if (text === JSON.stringify(foreign) || text.includes(' …"')) break;
            if (attempt === 2)
              throw new Error(
                `${principal} of ${tenant.name}:\n${JSON.stringify(operation)}\n${JSON.stringify(foreign)}\n${text}`,
              );
          }
        },
      ),
      fuzzRuns(80),
    );
    // Guards against operations that are all refused.
    expect(answered + compared).toBeGreaterThan(0);
  },
  fuzzTimeLimitMs,
);

test('operations that delete, with ids of other tenants, leave the data of these', async () => {
  const [attacked, attacker] = tenants;
  if (attacked === undefined || attacker === undefined) throw new Error('There are no tenants.');
  const { ids } = attacked.known;
  const everyNode = async () =>
    JSON.stringify(
      await attacked.server.data(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
        { ids: ids.slice(0, 100) },
        attacked.tokens.operator,
      ),
    );
  const before = await everyNode();
  const own = new Set(attacker.known.ids);
  for (const field of ['deleteChatTranscript', 'discardDeadLetter'])
    for (const id of ids.filter((one) => !own.has(one)))
      check(
        attacker,
        'operator',
        field,
        await attacker.server.send(`mutation ($id: ID!) { ${field}(id: $id) { status } }`, {
          variables: { id },
          token: attacker.tokens.operator,
        }),
      );
  await attacker.server.send(
    'mutation ($ids: [ID!], $customer: [String!]) { eraseFeedData(tasks: $ids, customer: $customer) { status } }',
    { variables: { ids, customer: [attacked.mark] }, token: attacker.tokens.operator },
  );
  expect(await everyNode()).toBe(before);
}, 60_000);

test(
  '_entities with any key of any tenant answers with nothing of another tenant',
  async () => {
    const types = ['Agent', 'ChatTranscript', 'Engagement', 'Interaction', 'InteractionFlow', 'Customer'];
    const keys = [
      'id',
      'username',
      'transcriptId',
      'engagementId',
      'interactionUniqueId',
      'accountCustomerId',
    ];
    const selection =
      '... on Agent { nickname stateReason } ... on ChatTranscript { transcript { chatContent } } ... on Engagement { lines { text } } ... on Interaction { attributes messages { nodes { text } } } ... on InteractionFlow { title variableSets { variables { value } } } ... on Customer { id }';
    await fc.assert(
      fc.asyncProperty(
        anyTenant,
        anyPrincipal,
        fc.array(fc.tuple(fc.constantFrom(...types), fc.constantFrom(...keys), fc.nat()), {
          minLength: 1,
          maxLength: 5,
        }),
        async (own, principal, chosen) => {
          const tenant = tenantAt(own);
          const values = valuesFor(tenants, tenant, 'query').of('id', 'ID', '');
          const representations = chosen.map(([type, key, index]) => ({
            __typename: type,
            [key]: values[index % values.length],
          }));
          const answer = await subgraphs.send(
            `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ${selection} } }`,
            { variables: { of: representations }, token: tenant.tokens[principal] },
          );
          check(tenant, principal, representations, answer);
        },
      ),
      fuzzRuns(40),
    );
  },
  fuzzTimeLimitMs,
);

test(
  'random subscriptions, and standing ones while all tenants write, receive nothing of another tenant',
  async () => {
    const sockets = await Promise.all(
      tenants.map(async (tenant) => {
        const socket = await TestSocket.as(tenant.server.url, tenant.tokens.operator);
        return { tenant, socket, frames: [] as Frame[] };
      }),
    );
    const flow = '900';
    const start =
      'mutation ($id: ID!, $title: String!) { startFlow(input: { interactionUniqueId: $id, title: $title }) { status } }';
    for (const { tenant, socket } of sockets) {
      await tenant.server.data(start, { id: flow, title: 'untitled' }, tenant.tokens.operator);
      socket.subscribe('flow', 'subscription { interactionFlowUpdated(id: "900") { steps { title } } }');
      for (const other of tenants)
        for (const [index, id] of [other.sampleData.open, other.sampleData.completed].entries())
          socket.subscribe(
            `${other.name}-${index}`,
            'subscription ($id: ID!) { interactionEvents(id: $id, fromStart: true) { __typename ... on ChatMessage { text } } }',
            { id },
          );
      await socket
        .settled()
        .then((frames) => sockets.find((one) => one.socket === socket)?.frames.push(...frames));
    }
    const step =
      'mutation ($id: ID!, $title: String!) { recordFlowStep(id: $id, step: { title: $title }) { status } }';
    await Promise.all(
      tenants.map(({ server, tokens, mark }) =>
        server.data(step, { id: flow, title: mark }, tokens.operator),
      ),
    );
    await fc.assert(
      fc.asyncProperty(anyTenant, anyPrincipal, fc.gen(), async (index, principal, draw) => {
        const tenant = tenantAt(index);
        const { query, variables } = generateOperation(
          schema,
          'subscription',
          draw,
          valuesFor(tenants, tenant, 'subscription'),
        );
        const socket = await TestSocket.as(tenant.server.url, tenant.tokens[principal]);
        try {
          socket.subscribe('s', query, variables);
          const frames = await socket.settled();
          const errors = frames.flatMap(({ type, payload }) =>
            type === 'error' ? (payload as NonNullable<Answer['body']['errors']>) : [],
          );
          check(tenant, principal, { query, variables }, { status: 200, body: { data: { frames }, errors } });
        } finally {
          socket.terminate();
        }
      }),
      fuzzRuns(40),
    );
    for (const { tenant, socket, frames } of sockets) {
      await until(async () => {
        frames.push(...(await socket.settled()));
        return frames.some(
          ({ id, payload }) => id === 'flow' && JSON.stringify(payload).includes(tenant.mark),
        );
      });
      expect(tenantsIn(JSON.stringify(frames), tenants)).toEqual([tenant.name]);
      socket.terminate();
    }
  },
  fuzzTimeLimitMs,
);

test('an export by any principal contains only the texts of its own tenant', async () => {
  for (const tenant of tenants)
    for (const principal of principalKinds)
      for (const format of ['ndjson', 'csv']) {
        const { status, text } = await downloadExport(new URL(tenant.server.url).origin, {
          body: { format, filter: { start: ranges[0] } },
          token: tenant.tokens[principal],
        });
        expect(status).toBeLessThan(500);
        expect(tenantsIn(text, tenants)).toEqual(text.includes(tenant.mark) ? [tenant.name] : []);
        if (principal === 'supervisor') expect(text).toContain(tenant.mark);
      }
});

/** All connections that can be read without another id, and one of a conversation's events and messages. */
const roots = Object.values(schema.getQueryType()?.getFields() ?? {})
  .filter(({ args }) => args.some(({ name }) => name === 'after'))
  .map(({ name }) =>
    name === 'engagements'
      ? `engagements(filter: { start: { from: "2026-01-01T00:00:00Z", to: "2026-01-30T00:00:00Z" } }, ARGS)`
      : `${name}(ARGS)`,
  );
const lists = [
  ...roots.map((root) => `{ list: ${root} { edges { cursor node { __typename ... on Node { id } } } } }`),
  ...['events', 'messages'].map(
    (field) =>
      `{ interaction(id: "ID") { list: ${field}(ARGS) { edges { cursor node { __typename ... on ChatMessage { text } } } } } }`,
  ),
  '{ agent(id: "ann") { list: stateHistory(range: { from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" }, ARGS) { edges { cursor node { at } } } } }',
];

const literal = (text: string) => JSON.stringify(text);

test(
  'a cursor that was altered, or that another list or tenant gave, is BAD_CURSOR or a position in the own list',
  async () => {
    const cursors = tenants.flatMap(({ known }) => known.cursors);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        anyTenant,
        fc.constantFrom(...lists),
        fc.nat(),
        fc.option(alteration),
        fc.boolean(),
        async (own, list, index, alter, backwards) => {
          const tenant = tenantAt(own);
          const known = cursors[index % cursors.length] ?? '';
          const cursor = alter === null ? known : alter(known);
          const query = list
            .replace('ARGS', backwards ? `last: 3, before: $cursor` : `first: 3, after: $cursor`)
            .replace('ID', tenant.sampleData.open)
            .replace('{', 'query ($cursor: String!) {');
          const { body } = await tenant.server.send(query, {
            variables: { cursor },
            token: tenant.tokens['agent with scopes'],
          });
          const text = JSON.stringify(body);
          const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
          if (codes.includes('BAD_CURSOR')) refused++;
          if (codes.some((code) => !['BAD_CURSOR', 'FORBIDDEN'].includes(code)))
            throw new Error(`${query}\n${literal(cursor)}\n${text}`);
          expect(tenantsIn(text.replaceAll(literal(cursor), ''), tenants)).toEqual(
            text.includes(tenant.mark) ? [tenant.name] : [],
          );
        },
      ),
      fuzzRuns(80),
    );
    expect(refused).toBeGreaterThan(0);
  },
  fuzzTimeLimitMs,
);

test(
  'an event id that was altered, or that is of another stream or tenant, is BAD_CURSOR or HISTORY_LOST, and delivers nothing',
  async () => {
    const streams = [
      ['interactionEvents', (tenant: MarkedTenant) => tenant.sampleData.open],
      ['messageAdded', (tenant: MarkedTenant) => tenant.sampleData.open],
      ['interactionFlowUpdated', () => globalId('InteractionFlow', '200')],
    ] as const;
    const sockets = await Promise.all(
      tenants.map(({ server, tokens }) => TestSocket.as(server.url, tokens['agent with scopes'])),
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        anyTenant,
        fc.constantFrom(...streams),
        fc.nat(),
        fc.option(alteration),
        async (tenantIndex, [field, idOf], index, alter) => {
          const tenant = tenantAt(tenantIndex);
          const eventIds = tenants.flatMap(({ known }) => [...known.streams.keys()]);
          const known = eventIds[index % eventIds.length] ?? '';
          const eventId = alter === null ? known : alter(known);
          const socket = sockets[tenantIndex];
          if (socket === undefined) throw new Error('There is no socket.');
          const id = `s${count++}`;
          socket.subscribe(
            id,
            `subscription ($id: ID!, $after: ID) { ${field}(id: $id, afterEventId: $after) { __typename } }`,
            { id: idOf(tenant), after: eventId },
          );
          const isOwn = tenant.known.streams.get(eventId) === idOf(tenant);
          const frames: Frame[] = [];
          // An event id of this very stream is the one kind that is accepted.
          await until(async () => {
            frames.push(...(await socket.settled()));
            return isOwn || frames.some((frame) => frame.id === id);
          }, `${field} of ${eventId} was refused`);
          socket.complete(id);
          for (const { type, payload } of frames.filter((frame) => frame.id === id && !isOwn))
            expect([type, (payload as readonly GraphqlError[])[0]?.extensions.code]).toEqual([
              'error',
              expect.stringMatching(/^(BAD_CURSOR|HISTORY_LOST)$/),
            ]);
        },
      ),
      fuzzRuns(60),
    );
    for (const socket of sockets) socket.terminate();
  },
  fuzzTimeLimitMs,
);

test(
  'a photo link that was altered, also with parts of another tenant’s link, is refused with the same answer',
  async () => {
    const [link, foreign] = tenants.map(({ known, server }) => new URL(known.photoUrls[0] ?? '', server.url));
    if (link === undefined || foreign === undefined) throw new Error('There are no photos.');
    expect((await fetch(link)).status).toBe(200);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('tenant', 'expires', 'signature', 'photo', 'flow'),
        fc.option(alteration),
        async (part, alter) => {
          const altered = new URL(link);
          const other = (own: string, another: string) => (alter === null ? another : alter(own));
          const [, flows = '', flow = '', photos = '', photo = ''] = link.pathname.split('/');
          if (part === 'photo' || part === 'flow') {
            const text = other(part === 'photo' ? photo : flow, 'other');
            const path = part === 'photo' ? [flows, flow, photos, text] : [flows, text, photos, photo];
            altered.pathname = `/${path.map(encodeURIComponent).join('/')}`;
          } else
            altered.searchParams.set(
              part,
              other(link.searchParams.get(part) ?? '', foreign.searchParams.get(part) ?? ''),
            );
          fc.pre(altered.href !== link.href && altered.href.length < 8000);
          const response = await fetch(altered);
          const body = await response.text();
          // The router knows no path with another number of parts, or with a part of more than 100 characters.
          const parts = altered.pathname.split('/').map(decodeURIComponent);
          if (parts.length !== 5 || parts.slice(1).some((text) => text === '' || text.length > 100))
            expect([403, 404]).toContain(response.status);
          else
            expect([response.status, body]).toEqual([
              403,
              '{"errors":[{"message":"The link has no valid signature of this server.","extensions":{"code":"FORBIDDEN"}}]}',
            ]);
        },
      ),
      fuzzRuns(80),
    );
  },
  fuzzTimeLimitMs,
);

test('no server has logged an error', () => {
  for (const { server } of tenants)
    expect(server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
