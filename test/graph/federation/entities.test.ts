import { inBothEngines } from '../../support/engines.ts';
import { importInto } from '../../support/importing.ts';
import { openProfiler } from '../../support/profiler.ts';
import { tokenFor } from '../../support/server.ts';
import {
  globalId,
  importedEngagement,
  openSampleData,
  principals,
  transcriptId,
  transcriptOf,
  type SampleData,
} from './sample-data.ts';

type Json = Record<string, unknown>;

let sampleData: SampleData;
const profiler = openProfiler(import.meta.url);
beforeAll(async () => {
  sampleData = await openSampleData(import.meta.url);
});
afterAll(async () => {
  await sampleData.harness.stop();
  await profiler.close();
});

const query = (selection: string) =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ${selection} } }`;
const agent = (username: string) => ({ __typename: 'Agent', username });

inBothEngines(
  import.meta.url,
  (server) => {
    const send = async (
      of: readonly unknown[],
      selection = '',
      principal: keyof typeof principals | undefined = 'supervisor',
    ) =>
      (
        await server().send(query(selection), {
          variables: { of },
          token: await principals[principal](),
        })
      ).body;
    const entities = async (...args: Parameters<typeof send>): Promise<readonly unknown[]> => {
      const { data, errors } = await send(...args);
      expect(errors).toBeUndefined();
      return data?._entities as readonly unknown[];
    };

    test('entities of all types are resolved by global id and by natural key, in the order of the representations', async () => {
      const of = sampleData.samples.flatMap(({ type, id, natural }) => [
        { __typename: type, id },
        ...(natural === undefined ? [] : [{ __typename: type, [natural[0]]: natural[1] }]),
      ]);
      const reversed = [...of].reverse();
      const answer = sampleData.samples.flatMap(({ type, id, natural }) =>
        (natural === undefined ? [0] : [0, 1]).map(() => ({ __typename: type, id })),
      );
      expect(await entities(of, '... on Node { id }')).toEqual(answer);
      expect(await entities(reversed, '... on Node { id }')).toEqual([...answer].reverse());
    });

    test('a representation that occurs several times is resolved each time', async () => {
      const { id } = sampleData.sample('ChatTranscript', 1);
      const of = [
        { __typename: 'ChatTranscript', id },
        agent('ann'),
        { __typename: 'ChatTranscript', transcriptId },
        agent('ann'),
        { __typename: 'ChatTranscript', id },
      ];
      const found = await entities(of, '... on ChatTranscript { createdBy } ... on Agent { nickname }');
      const transcript = { __typename: 'ChatTranscript', createdBy: 'mandy@hybristest.com' };
      const ann = { __typename: 'Agent', nickname: 'ann the agent' };
      expect(found).toEqual([transcript, ann, transcript, ann, transcript]);
    });

    test('unknown entities are null and do not affect others; an unregistered agent has only a name', async () => {
      const of = [
        { __typename: 'ChatTranscript', transcriptId: 'f'.repeat(24) },
        { __typename: 'Engagement', engagementId: 'none' },
        agent('unregistered'),
        { __typename: 'Interaction', id: globalId('Interaction', 'none') },
        { __typename: 'Engagement', engagementId: importedEngagement },
        { __typename: 'InteractionFlow', interactionUniqueId: '999' },
        { __typename: 'InteractionTraceRecord', id: globalId('InteractionTraceRecord', 'none') },
      ];
      expect(await entities(of, '... on Agent { username state }')).toEqual([
        null,
        null,
        { __typename: 'Agent', username: 'unregistered', state: 'UNKNOWN' },
        null,
        { __typename: 'Engagement' },
        null,
        null,
      ]);
    });

    test('a deleted entity is null', async () => {
      const gone = 'd'.repeat(24);
      await importInto(sampleData.harness.server.app, 'hybris', 'acme', [transcriptOf(gone)]);
      const of = [{ __typename: 'ChatTranscript', transcriptId: gone }];
      expect(await entities(of)).toEqual([{ __typename: 'ChatTranscript' }]);
      await server().data(
        'mutation ($id: ID!) { deleteChatTranscript(id: $id) { deletedId } }',
        { id: gone },
        await tokenFor('hybris.interactionrecording_delete'),
      );
      expect(await entities(of)).toEqual([null]);
      expect(await entities(of, '... on ChatTranscript { id transcriptId }')).toEqual([null]);
    });

    test('entities of another tenant answer like entities that do not exist', async () => {
      const of = sampleData.samples
        .filter(({ type }) => type !== 'Agent' && type !== 'Customer')
        .map(({ type, id }) => ({ __typename: type, id }));
      expect(await entities(of, '... on Node { id }', 'another tenant')).toEqual(of.map(() => null));
      expect(
        await entities([agent('ann')], '... on Agent { nickname state skills }', 'another tenant'),
      ).toEqual([{ __typename: 'Agent', nickname: null, state: 'UNKNOWN', skills: [] }]);
    });

    test('entities without the required scope are null, except agents, of which only names are visible', async () => {
      const of = sampleData.samples.map(({ type, id }) => ({ __typename: type, id }));
      const selection = '... on Agent { username nickname state skills reportHierarchy }';
      const visible = (await entities(of, selection, 'no read scopes')).filter((item) => item !== null);
      const nameless = { __typename: 'Agent', state: 'UNKNOWN', skills: [], reportHierarchy: [] };
      expect(visible).toEqual([
        { ...nameless, username: 'ann', nickname: 'ann the agent' },
        { ...nameless, username: 'bob', nickname: 'bob the agent' },
        { ...nameless, username: 'nobody', nickname: null },
      ]);
    });

    test('a customer sees only the own interaction, without the fields and messages for agents', async () => {
      const of = sampleData.samples.map(({ type, id }) => ({ __typename: type, id }));
      const selection = `... on Interaction { id owner { username } attributes customer { id }
        participants { nickname agent { id } customer { id } } messages(first: 9) { nodes { text } } }
        ... on Agent { nickname state }`;
      const visible = (await entities(of, selection, 'customer')) as (Json | null)[];
      expect(visible.filter((item) => item !== null && item.__typename !== 'Agent')).toEqual([
        expect.objectContaining({ id: sampleData.completed, owner: null, customer: null }),
      ]);
      expect(JSON.stringify(visible)).not.toMatch(/among us|of dora|vip|A boat|ann the agent","state/);
      for (const item of visible.filter((one) => one?.__typename === 'Agent'))
        expect(item).toEqual({ __typename: 'Agent', nickname: null, state: 'UNKNOWN' });
    });

    test('no entity is resolved without a valid token', async () => {
      const of = sampleData.samples.map(({ type, id }) => ({ __typename: type, id }));
      for (const token of [
        undefined,
        'nonsense',
        await tokenFor('engagement.view', { acceptedSeconds: -10 }),
      ]) {
        const { body } = await server().send(query(''), { variables: { of }, token });
        expect(body.data ?? null).toBeNull();
        expect(body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      }
    });

    test('only the token identifies the caller: other headers have no effect', async () => {
      const forged = {
        'x-user-id': 'sam',
        'x-tenant': 'acme',
        'x-scopes': 'engagement.view',
        'x-hasura-role': 'admin',
        'x-forwarded-user': 'sam',
        'x-forwarded-for': '127.0.0.1',
        'x-internal': 'true',
        'router-authorization': 'x',
        'apollo-federation-include-trace': 'ftv1',
        'x-authenticated-userid': 'sam',
        'x-jwt-claims': JSON.stringify({ sub: 'sam', tenant: 'acme', scope: 'engagement.view' }),
      };
      const ask = async (token: string | undefined) => {
        const response = await fetch(server().url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...forged,
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify({
            query: query('... on Engagement { engagementId }'),
            variables: { of: [{ __typename: 'Engagement', engagementId: importedEngagement }] },
            extensions: { jwt: { payload: { tenant: 'acme', scope: 'engagement.view' } } },
          }),
        });
        return (await response.json()) as { data?: Json | null; errors?: unknown; extensions?: unknown };
      };
      expect((await ask(undefined)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      for (const principal of ['customer', 'another tenant'] as const)
        expect(await ask(await principals[principal]())).toEqual({ data: { _entities: [null] } });
    });

    test.each([
      ['no __typename', {}, '__typename'],
      ['a __typename that is no string', { __typename: 5, id: 'x' }, '__typename'],
      ['an unknown type', { __typename: 'Nonsense', id: 'x' }, '__typename'],
      ['a type that is no entity', { __typename: 'EngagementLine', id: 'x' }, '__typename'],
      ['a property name of every object as type', { __typename: 'constructor', id: 'x' }, '__typename'],
      ['__proto__ as type', { __typename: '__proto__', id: 'x' }, '__typename'],
      ['a list', [{ __typename: 'Agent', username: 'ann' }], '__typename'],
      ['a string', 'Agent', '__typename'],
      ['a number', 7, '__typename'],
      ['no key', { __typename: 'Agent' }, 'keys'],
      ['a key of another type', { __typename: 'Agent', engagementId: 'x' }, 'keys'],
      ['a key that is no string', { __typename: 'Agent', username: 5 }, 'keys'],
      ['a key that is an operator', { __typename: 'Engagement', engagementId: { $gt: '' } }, 'keys'],
      ['keys that are lists', { __typename: 'Agent', id: ['x'], username: ['ann'] }, 'keys'],
      ['a key that is null', { __typename: 'Agent', username: null, id: null }, 'keys'],
    ])(
      'a representation that is or has %s is BAD_USER_INPUT and does not affect others',
      async (_, bad, text) => {
        const { data, errors } = await send([agent('ann'), bad, agent('bob')], '... on Agent { username }');
        expect(data?._entities).toEqual([
          { __typename: 'Agent', username: 'ann' },
          null,
          { __typename: 'Agent', username: 'bob' },
        ]);
        expect(errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } }]);
        expect(errors?.[0]?.message).toContain(text);
        expect(errors?.[0]?.message).toContain('representations[1]');
      },
    );

    test.each([
      ['an id of another type', { __typename: 'Engagement', id: globalId('ChatTranscript', transcriptId) }],
      ['a natural key as id', { __typename: 'ChatTranscript', id: transcriptId }],
      ['an id with padding', { __typename: 'Agent', id: `${globalId('Agent', 'ann')}=` }],
      ['an empty key', { __typename: 'Agent', username: '' }],
      ['an id without a natural key', { __typename: 'Customer', id: globalId('Customer', '') }],
      ['a very long key', { __typename: 'Engagement', engagementId: 'x'.repeat(100_000) }],
      ['a customer id that is too long', { __typename: 'Customer', accountCustomerId: 'x'.repeat(513) }],
      ['keys of two entities', { __typename: 'Agent', id: globalId('Agent', 'ann'), username: 'bob' }],
      [
        'a key, and an id of another type',
        { __typename: 'Agent', id: globalId('Engagement', 'ann'), username: 'ann' },
      ],
      ['an operator in an id', { __typename: 'Engagement', id: globalId('Engagement', '{"$gt":""}') }],
    ])('a representation with %s is resolved to null', async (_, representation) => {
      expect(await entities([representation], '... on Node { id }')).toEqual([null]);
    });

    test('other fields of a representation than its keys are ignored', async () => {
      const forged = {
        __typename: 'Engagement',
        engagementId: importedEngagement,
        id: globalId('Engagement', importedEngagement),
        tenant: 'other',
        duration: 1,
        info: { visitorName: 'forged' },
        constructor: { name: 'x' },
      };
      const raw = JSON.parse(
        `{ "__proto__": { "tenant": "other" }, ${JSON.stringify(forged).slice(1)}`,
      ) as Json;
      const selection = '... on Engagement { duration info { visitorName } }';
      const [plain] = await entities(
        [{ __typename: 'Engagement', engagementId: importedEngagement }],
        selection,
      );
      expect(await entities([forged, raw], selection)).toEqual([plain, plain]);
      expect(JSON.stringify(plain)).not.toContain('forged');
    });

    test('a null representation or a missing list is rejected as an invalid variable', async () => {
      for (const given of [[null], null, undefined]) {
        const { data, errors } = await send(given as never);
        expect(data ?? null).toBeNull();
        expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      }
    });

    test('representations can be literals, in fragments and under aliases', async () => {
      const { body } = await server().send(
        `query ($name: String!) { ...Some mine: _entities(representations: [{ __typename: "Agent", username: $name }]) { ...Name } }
         fragment Some on Query { _entities(representations: [{ __typename: "Agent", username: "bob" }, { __typename: "Agent", id: "${globalId('Agent', 'ann')}" }]) { ...Name } }
         fragment Name on _Entity { ... on Agent { username } }`,
        { token: await principals.supervisor(), variables: { name: 'cy' } },
      );
      expect(body).toEqual({
        data: { _entities: [{ username: 'bob' }, { username: 'ann' }], mine: [{ username: 'cy' }] },
      });
    });

    describe('the cost of _entities', () => {
      const many = (count: number) => Array.from({ length: count }, (_, index) => agent(`a${index}`));
      const tooCostly = [{ extensions: { code: 'OPERATION_TOO_COSTLY' } }];

      test('includes each representation, and too many are rejected before any is resolved', async () => {
        const queries = await profiler.during(async () => {
          const short = Array.from({ length: 10_001 }, () => 'x');
          expect((await send(short)).errors).toMatchObject(tooCostly);
          expect(
            (await send(many(1001), '... on Agent { parkedTasks { __typename } }')).errors,
          ).toMatchObject(tooCostly);
        });
        expect(queries.filter(({ collection }) => collection === 'agents')).toEqual([]);
      });

      test('does not limit errors: few invalid representations have one error each, many have one error together', async () => {
        const bad = (count: number) => Array.from({ length: count }, () => 0);
        const few = await send([agent('ann'), ...bad(20)]);
        expect(few.data?._entities).toEqual([{ __typename: 'Agent' }, ...bad(20).map(() => null)]);
        expect(few.errors).toHaveLength(20);
        const many = await send([agent('ann'), ...bad(9_998)]);
        expect(many.data ?? null).toBeNull();
        expect(many.errors).toMatchObject([
          {
            path: ['_entities'],
            extensions: { code: 'BAD_USER_INPUT', field: 'representations[1].__typename' },
          },
        ]);
      });

      test('cannot be avoided with aliases, fragments, literals or default values', async () => {
        const token = await principals.supervisor();
        const aliases = Array.from(
          { length: 11 },
          (_, index) => `a${index}b: _entities(representations: $of) { ...A }`,
        );
        const fragment = 'fragment A on _Entity { ... on Agent { parkedTasks { __typename } } }';
        const literal = `[${many(100)
          .map(({ username }) => `{ __typename: "Agent", username: "${username}" }`)
          .join()}]`;
        for (const [text, of] of [
          [`query ($of: [_Any!]!) { ${aliases.join(' ')} } ${fragment}`, many(100)],
          [`query ($of: [_Any!]! = ${literal}) { ${aliases.join(' ')} } ${fragment}`, undefined],
          [`{ ${aliases.join(' ').replaceAll('$of', literal)} } ${fragment}`, undefined],
          [
            `query ($of: [_Any!]!) { ...B } fragment B on Query { ${aliases.join(' ')} } ${fragment}`,
            many(100),
          ],
        ] as const) {
          const { body } = await server().send(text, { token, ...(of && { variables: { of } }) });
          expect(body.errors).toMatchObject(tooCostly);
        }
      });

      test('limits how often a request can select the SDL, which needs a token', async () => {
        const token = await principals.supervisor();
        const { body } = await server().send('{ _service { sdl } }', { token });
        expect(body.data?._service).toMatchObject({ sdl: expect.stringContaining('type Agent ') as string });
        for (const text of [
          `{ ${Array.from({ length: 2 }, (_, index) => `a${index}b: _service { sdl }`).join(' ')} }`,
          `{ _service { ${Array.from({ length: 2 }, (_, index) => `a${index}b: sdl`).join(' ')} } }`,
          `{ ${Array.from({ length: 2 }, (_, index) => `a${index}b: _service { ...S }`).join(' ')} } fragment S on _Service { sdl }`,
        ])
          expect((await server().send(text, { token })).body.errors).toMatchObject(tooCostly);
        expect(
          (await server().send('{ ...S } fragment S on Query { a: _service { sdl } }')).body,
        ).toMatchObject({
          errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
        });
      });
    });

    test('all entities of one type are read in one query with the selected fields', async () => {
      const of = [
        ...Array.from({ length: 20 }, (_, index) => ({
          __typename: 'Engagement',
          engagementId: `e${index}`,
        })),
        { __typename: 'Engagement', engagementId: importedEngagement },
        { __typename: 'ChatTranscript', transcriptId },
        { __typename: 'ChatTranscript', id: globalId('ChatTranscript', 'e'.repeat(24)) },
        agent('ann'),
        agent('bob'),
        agent('ann'),
      ];
      const all = await profiler.during(() =>
        entities(
          of,
          '... on Engagement { duration } ... on ChatTranscript { createdBy } ... on Agent { id username }',
        ),
      );
      // Projections of other conversations may still be in progress.
      const queries = all.filter(({ collection }) =>
        ['agents', 'engagements', 'transcripts'].includes(collection),
      );
      expect(
        queries.map(({ command, collection, projection }) => [command, collection, projection]).sort(),
      ).toEqual([
        ['find', 'engagements', expect.arrayContaining(['duration', 'engagementId'])],
        ['find', 'transcripts', expect.arrayContaining(['createdBy'])],
      ]);
      for (const { projection, plan } of queries) {
        expect(projection.length).toBeLessThan(4);
        expect(plan).toMatch(/^IXSCAN|^IDHACK|^EXPRESS/);
      }
    });
  },
  { DOMAINS: 'all' },
);
