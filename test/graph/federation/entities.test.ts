import { inBothEngines } from '../../support/engines.ts';
import { importInto } from '../../support/importing.ts';
import { openProfiler } from '../../support/profiler.ts';
import { tokenFor } from '../../support/server.ts';
import {
  globalId,
  importedEngagement,
  openWorld,
  principals,
  transcriptId,
  transcriptOf,
  type World,
} from './world.ts';

type Json = Record<string, unknown>;

let world: World;
const profiler = openProfiler(import.meta.url);
beforeAll(async () => {
  world = await openWorld(import.meta.url);
});
afterAll(async () => {
  await world.stage.stop();
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
      who: keyof typeof principals | undefined = 'supervisor',
    ) =>
      (
        await server().send(query(selection), {
          variables: { of },
          token: await principals[who](),
        })
      ).body;
    const entities = async (...args: Parameters<typeof send>): Promise<readonly unknown[]> => {
      const { data, errors } = await send(...args);
      expect(errors).toBeUndefined();
      return data?._entities as readonly unknown[];
    };

    test('each type is found by its global id and by its natural key, many types at once, in their order', async () => {
      const of = world.samples.flatMap(({ type, id, natural }) => [
        { __typename: type, id },
        ...(natural === undefined ? [] : [{ __typename: type, [natural[0]]: natural[1] }]),
      ]);
      const turned = [...of].reverse();
      const answer = world.samples.flatMap(({ type, id, natural }) =>
        (natural === undefined ? [0] : [0, 1]).map(() => ({ __typename: type, id })),
      );
      expect(await entities(of, '... on Node { id }')).toEqual(answer);
      expect(await entities(turned, '... on Node { id }')).toEqual([...answer].reverse());
    });

    test('one that is asked for several times is answered as often', async () => {
      const { id } = world.sample('ChatTranscript', 1);
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

    test('unknown ones are null, and take nothing from the others; an agent whom nobody knows is a name', async () => {
      const of = [
        { __typename: 'ChatTranscript', transcriptId: 'f'.repeat(24) },
        { __typename: 'Engagement', engagementId: 'none' },
        agent('nobody at all'),
        { __typename: 'Interaction', id: globalId('Interaction', 'none') },
        { __typename: 'Engagement', engagementId: importedEngagement },
        { __typename: 'InteractionFlow', interactionUniqueId: '999' },
        { __typename: 'InteractionTraceRecord', id: globalId('InteractionTraceRecord', 'none') },
      ];
      expect(await entities(of, '... on Agent { username state }')).toEqual([
        null,
        null,
        { __typename: 'Agent', username: 'nobody at all', state: 'UNKNOWN' },
        null,
        { __typename: 'Engagement' },
        null,
        null,
      ]);
    });

    test('one that was deleted is null', async () => {
      const gone = 'd'.repeat(24);
      await importInto(world.stage.server.app, 'hybris', 'acme', [transcriptOf(gone)]);
      const of = [{ __typename: 'ChatTranscript', transcriptId: gone }];
      expect(await entities(of)).toEqual([{ __typename: 'ChatTranscript' }]);
      await server().data(
        'mutation ($id: ID!) { deleteChatTranscript(id: $id) }',
        { id: gone },
        await tokenFor('hybris.interactionrecording_delete'),
      );
      expect(await entities(of)).toEqual([null]);
      expect(await entities(of, '... on ChatTranscript { id transcriptId }')).toEqual([null]);
    });

    test("another tenant's are as those that are nowhere", async () => {
      const of = world.samples
        .filter(({ type }) => type !== 'Agent' && type !== 'Customer')
        .map(({ type, id }) => ({ __typename: type, id }));
      expect(await entities(of, '... on Node { id }', 'another tenant')).toEqual(of.map(() => null));
      expect(
        await entities([agent('ann')], '... on Agent { nickname state skills }', 'another tenant'),
      ).toEqual([{ __typename: 'Agent', nickname: null, state: 'UNKNOWN', skills: [] }]);
    });

    test('what the scopes do not show is null; the name of an agent is all that others learn of one', async () => {
      const of = world.samples.map(({ type, id }) => ({ __typename: type, id }));
      const selection = '... on Agent { username nickname state skills reportHierarchy }';
      const shown = (await entities(of, selection, 'nobody in particular')).filter((item) => item !== null);
      const nameless = { __typename: 'Agent', state: 'UNKNOWN', skills: [], reportHierarchy: [] };
      expect(shown).toEqual([
        { ...nameless, username: 'ann', nickname: 'ann the agent' },
        { ...nameless, username: 'bob', nickname: 'bob the agent' },
        { ...nameless, username: 'nobody', nickname: null },
      ]);
    });

    test('a customer sees the own interaction alone, without what is for agents, and no other person', async () => {
      const of = world.samples.map(({ type, id }) => ({ __typename: type, id }));
      const selection = `... on Interaction { id owner { username } attributes customer { id }
        participants { nickname agent { id } customer { id } } messages(first: 9) { nodes { text } } }
        ... on Agent { nickname state }`;
      const shown = (await entities(of, selection, 'customer')) as (Json | null)[];
      expect(shown.filter((item) => item !== null && item.__typename !== 'Agent')).toEqual([
        expect.objectContaining({ id: world.done, owner: null, customer: null }),
      ]);
      expect(JSON.stringify(shown)).not.toMatch(/among us|of dora|vip|A boat|ann the agent","state/);
      for (const item of shown.filter((one) => one?.__typename === 'Agent'))
        expect(item).toEqual({ __typename: 'Agent', nickname: null, state: 'UNKNOWN' });
    });

    test('without a token, and with one that is over, there are none', async () => {
      const of = world.samples.map(({ type, id }) => ({ __typename: type, id }));
      for (const token of [
        undefined,
        'nonsense',
        await tokenFor('engagement.view', { lifetimeSeconds: -10 }),
      ]) {
        const { body } = await server().send(query(''), { variables: { of }, token });
        expect(body.data ?? null).toBeNull();
        expect(body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      }
    });

    test('no header but the token says who somebody is', async () => {
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
      for (const who of ['customer', 'another tenant'] as const)
        expect(await ask(await principals[who]())).toEqual({ data: { _entities: [null] } });
    });

    test.each([
      ['no __typename', {}, '__typename'],
      ['a __typename that is no text', { __typename: 5, id: 'x' }, '__typename'],
      ['a type that is none', { __typename: 'Nonsense', id: 'x' }, '__typename'],
      ['a type that is no entity', { __typename: 'EngagementLine', id: 'x' }, '__typename'],
      ["an object's own property for a type", { __typename: 'constructor', id: 'x' }, '__typename'],
      ['a __proto__ for a type', { __typename: '__proto__', id: 'x' }, '__typename'],
      ['a list', [{ __typename: 'Agent', username: 'ann' }], '__typename'],
      ['a text', 'Agent', '__typename'],
      ['a number', 7, '__typename'],
      ['no key', { __typename: 'Agent' }, 'keys'],
      ['a key of another type', { __typename: 'Agent', engagementId: 'x' }, 'keys'],
      ['a key that is no text', { __typename: 'Agent', username: 5 }, 'keys'],
      ['a key that is an operator', { __typename: 'Engagement', engagementId: { $gt: '' } }, 'keys'],
      ['keys that are a list', { __typename: 'Agent', id: ['x'], username: ['ann'] }, 'keys'],
      ['a key that is null', { __typename: 'Agent', username: null, id: null }, 'keys'],
    ])(
      'a representation that is or has %s is BAD_USER_INPUT, and takes nothing from the others',
      async (_, bad, said) => {
        const { data, errors } = await send([agent('ann'), bad, agent('bob')], '... on Agent { username }');
        expect(data?._entities).toEqual([
          { __typename: 'Agent', username: 'ann' },
          null,
          { __typename: 'Agent', username: 'bob' },
        ]);
        expect(errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } }]);
        expect(errors?.[0]?.message).toContain(said);
        expect(errors?.[0]?.message).toContain('representations[1]');
      },
    );

    test.each([
      ['an id of another type', { __typename: 'Engagement', id: globalId('ChatTranscript', transcriptId) }],
      ['a natural key for an id', { __typename: 'ChatTranscript', id: transcriptId }],
      ['an id with padding', { __typename: 'Agent', id: `${globalId('Agent', 'ann')}=` }],
      ['an empty key', { __typename: 'Agent', username: '' }],
      ['an id of nothing', { __typename: 'Customer', id: globalId('Customer', '') }],
      ['a key that is absurdly long', { __typename: 'Engagement', engagementId: 'x'.repeat(100_000) }],
      ['a customer of a name too long', { __typename: 'Customer', accountCustomerId: 'x'.repeat(513) }],
      ['keys of two', { __typename: 'Agent', id: globalId('Agent', 'ann'), username: 'bob' }],
      [
        'a key, and an id of another type',
        { __typename: 'Agent', id: globalId('Engagement', 'ann'), username: 'ann' },
      ],
      ['an operator in an id', { __typename: 'Engagement', id: globalId('Engagement', '{"$gt":""}') }],
    ])('a representation with %s names nothing', async (_, representation) => {
      expect(await entities([representation], '... on Node { id }')).toEqual([null]);
    });

    test('more in a representation than its keys changes nothing: no field is taken from the caller', async () => {
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

    test('a representation that is null, and a list that is none, are refused as any variable is', async () => {
      for (const given of [[null], null, undefined]) {
        const { data, errors } = await send(given as never);
        expect(data ?? null).toBeNull();
        expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      }
    });

    test('they may be written in the operation, stand in fragments, and have other names', async () => {
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

    describe('what it costs', () => {
      const many = (count: number) => Array.from({ length: count }, (_, index) => agent(`a${index}`));
      const tooCostly = [{ extensions: { code: 'OPERATION_TOO_COSTLY' } }];

      test('each representation costs what it returns: more than there may be are refused before any is looked at', async () => {
        const queries = await profiler.during(async () => {
          const short = Array.from({ length: 10_001 }, () => 'x');
          expect((await send(short)).errors).toMatchObject(tooCostly);
          expect(
            (await send(many(1001), '... on Agent { parkedTasks { __typename } }')).errors,
          ).toMatchObject(tooCostly);
        });
        expect(queries.filter(({ collection }) => collection === 'agents')).toEqual([]);
      });

      test('bad ones are told one by one while they are few; of many the first is told', async () => {
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

      test('names, fragments, literals and defaults are no way around', async () => {
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

      test('the SDL is told to everybody, and not many times at once', async () => {
        const { body } = await server().send('{ _service { sdl } }');
        expect(body.data?._service).toMatchObject({ sdl: expect.stringContaining('type Agent ') as string });
        for (const text of [
          `{ ${Array.from({ length: 11 }, (_, index) => `a${index}b: _service { sdl }`).join(' ')} }`,
          `{ _service { ${Array.from({ length: 11 }, (_, index) => `a${index}b: sdl`).join(' ')} } }`,
          `{ ${Array.from({ length: 11 }, (_, index) => `a${index}b: _service { ...S }`).join(' ')} } fragment S on _Service { sdl }`,
        ])
          expect((await server().send(text)).body.errors).toMatchObject(tooCostly);
      });
    });

    test('all of one type are one query, with the fields that are selected', async () => {
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
      // Other conversations of the world may still be written down.
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
