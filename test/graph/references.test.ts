import { inBothEngines } from '../support/engines.ts';
import { importInto } from '../support/importing.ts';
import { openProfiler } from '../support/profiler.ts';
import { tokenFor, transcriptScopes } from '../support/server.ts';

type Json = Record<string, unknown>;

const profiler = openProfiler(import.meta.url);
afterAll(() => profiler.close());

const span = { from: '2017-07-01T00:00:00Z', to: '2017-08-01T00:00:00Z' };
const start = Date.UTC(2017, 6, 14);

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  let everything: string;
  let count = 0;
  beforeEach(async () => {
    tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
    everything = await tokenFor(`${transcriptScopes} engagement.view agent.manage agent.view`, { tenant });
  });
  const importEngagements = (...infos: Json[]) =>
    importInto(
      server().app,
      'liveperson',
      tenant,
      infos.map((info) => ({ info: { startTimeL: start, ...info } })),
    );
  const createTranscript = async (input: Json = {}): Promise<string> => {
    const { createChatTranscript } = await server().data<{
      createChatTranscript: { chatTranscript: { transcriptId: string } };
    }>(
      `mutation ($input: CreateChatTranscriptInput!) { createChatTranscript(input: $input) { chatTranscript { transcriptId } } }`,
      {
        input: {
          startAt: span.from,
          chatterIds: ['ann'],
          chatterDetails: [],
          createdBy: 'ann',
          transcript: [],
          ...input,
        },
      },
      everything,
    );
    return createChatTranscript.chatTranscript.transcriptId;
  };
  const register = (username: string, more: Json = {}) =>
    server().data(
      'mutation ($input: AgentInput!) { upsertAgent(input: $input) { agent { username } } }',
      { input: { username, ...more } },
      everything,
    );

  describe('the engagement of a transcript', () => {
    const read = async (id: string, token = everything) =>
      server().send(
        'query ($id: ID!) { chatTranscript(id: $id) { createdBy engagement { id engagementId duration } } }',
        { variables: { id }, token },
      );
    const absent = { data: { chatTranscript: { createdBy: 'ann', engagement: null } } };

    test('is resolved by its natural id or its global id', async () => {
      await importEngagements({ engagementId: 'acc1', duration: 3 });
      const id = Buffer.from('Engagement:acc1').toString('base64url');
      for (const engagementId of ['acc1', id]) {
        const { body } = await read(await createTranscript({ engagementId }));
        expect(body).toEqual({
          data: {
            chatTranscript: { createdBy: 'ann', engagement: { id, engagementId: 'acc1', duration: 3000 } },
          },
        });
      }
    });

    test('is null without an error if the transcript has none or it was never imported', async () => {
      expect((await read(await createTranscript())).body).toEqual(absent);
      expect((await read(await createTranscript({ engagementId: 'acc1' }))).body).toEqual(absent);
    });

    test('is null if it was never imported, also if only its id is selected', async () => {
      const id = await createTranscript({ engagementId: 'acc1' });
      const query = `{ chatTranscript(id: "${id}") { engagement { __typename engagementId } } }`;
      expect(await server().data(query, {}, everything)).toEqual({ chatTranscript: { engagement: null } });
      await importEngagements({ engagementId: 'acc1' });
      expect(await server().data(query, {}, everything)).toEqual({
        chatTranscript: { engagement: { __typename: 'Engagement', engagementId: 'acc1' } },
      });
    });

    test('is null if only another tenant has an engagement with that id', async () => {
      const id = await createTranscript({ engagementId: 'acc1' });
      await importInto(server().app, 'liveperson', `${tenant}-other`, [
        { info: { engagementId: 'acc1', startTimeL: start } },
      ]);
      expect((await read(id)).body).toEqual(absent);
    });

    test('is null without an error for callers without the scope', async () => {
      await importEngagements({ engagementId: 'acc1' });
      const id = await createTranscript({ engagementId: 'acc1' });
      expect((await read(id, await tokenFor(transcriptScopes, { tenant }))).body).toEqual(absent);
    });

    test('is read for fifty transcripts in one query', async () => {
      const ids = Array.from({ length: 50 }, (_, n) => `acc${n}`);
      await importEngagements(...ids.map((engagementId) => ({ engagementId })));
      for (const engagementId of [...ids, 'never imported']) await createTranscript({ engagementId });
      const queries = await profiler.during(async () => {
        const { chatTranscripts } = await server().data<{
          chatTranscripts: { nodes: { engagement: Json | null }[] };
        }>(
          '{ chatTranscripts(first: 100) { nodes { engagement { engagementId duration } } } }',
          {},
          everything,
        );
        expect(chatTranscripts.nodes.filter(({ engagement }) => engagement !== null)).toHaveLength(50);
      });
      expect(queries.map(({ collection }) => collection)).toEqual(['transcripts', 'engagements']);
      expect(queries[1]?.returned).toBe(50);
    });
  });

  describe('the agent of an engagement', () => {
    const list = (selection: string) =>
      server().data<{ engagements: { nodes: { agent: Json | null }[] } }>(
        `query ($span: DateTimeRange!) { engagements(first: 100, filter: { start: $span }) { nodes { ${selection} } } }`,
        { span },
        everything,
      );

    test('is UNKNOWN without an error if the agent is not registered', async () => {
      await importEngagements({ engagementId: 'acc1', agentLoginName: 'ann' });
      const { engagements } = await list(
        'agent { username nickname skills maxConcurrent reportHierarchy state }',
      );
      expect(engagements.nodes).toEqual([
        {
          agent: {
            username: 'ann',
            nickname: null,
            skills: [],
            maxConcurrent: 1,
            reportHierarchy: [],
            state: 'UNKNOWN',
          },
        },
      ]);
    });

    test('has its skills and state; without a login name, account and number are its name; without both it is null', async () => {
      await register('ann', { skills: ['care'] });
      await importEngagements(
        { engagementId: 'acc3', agentLoginName: 'ann' },
        { engagementId: 'acc2', accountId: 'acc', agentId: 7 },
        { engagementId: 'acc1', accountId: 'acc', agentId: 0 },
      );
      const { engagements } = await list('agent { username skills state }');
      expect(engagements.nodes.map(({ agent }) => agent)).toEqual([
        { username: 'ann', skills: ['care'], state: 'LOGGED_OFF' },
        { username: 'liveperson:acc:7', skills: [], state: 'UNKNOWN' },
        null,
      ]);
    });

    test('needs no query for its name alone, and one query for more fields of fifty agents', async () => {
      const names = Array.from({ length: 50 }, (_, n) => `agent${n}`);
      await importEngagements(
        ...names.flatMap((agentLoginName, n) => [
          { engagementId: `a${n}`, agentLoginName },
          { engagementId: `b${n}`, agentLoginName },
        ]),
      );
      for (const name of names.slice(0, 25)) await register(name);

      const byName = await profiler.during(() => list('agent { __typename id username }'));
      expect(byName.map(({ collection }) => collection)).toEqual(['engagements']);

      const states = new Map<string, number>();
      const queries = await profiler.during(async () => {
        const { engagements } = await list('agent { username state }');
        for (const { agent } of engagements.nodes)
          states.set(String(agent?.state), (states.get(String(agent?.state)) ?? 0) + 1);
      });
      expect(states).toEqual(
        new Map([
          ['LOGGED_OFF', 50],
          ['UNKNOWN', 50],
        ]),
      );
      expect(queries.map(({ collection, returned }) => [collection, returned])).toEqual([
        ['engagements', 100],
        ['agents', 25],
      ]);
      expect(queries[1]?.projection).toEqual(['state', 'username']);
    });

    test('is null for a customer', async () => {
      await importEngagements({ engagementId: 'acc1', agentLoginName: 'ann' });
      const customer = await tokenFor('chat.customer engagement.view', { tenant });
      expect(await server().data('{ engagement(id: "acc1") { agent { username } } }', {}, customer)).toEqual({
        engagement: { agent: null },
      });
    });
  });

  test('the same agent at two positions of an operation has the selected fields at each', async () => {
    await register('ann', { nickname: 'Ann', skills: ['care'] });
    await importEngagements({ engagementId: 'acc1', agentLoginName: 'ann' });
    const answer = await server().data(
      `{ one: engagement(id: "acc1") { agent { nickname } again: agent { skills } }
         other: engagement(id: "acc1") { ...Named } }
       fragment Named on Engagement { who: agent { ...Who } }
       fragment Who on Agent { name: username state }`,
      {},
      everything,
    );
    expect(answer).toEqual({
      one: { agent: { nickname: 'Ann' }, again: { skills: ['care'] } },
      other: { who: { name: 'ann', state: 'LOGGED_OFF' } },
    });
  });

  test.each([
    ['selections of their own', '{ agent { nickname } }', '{ agent { nickname } }', ''],
    ['a shared fragment', '{ ...Of }', '{ ...Of }', 'fragment Of on Chatter { agent { nickname } }'],
  ])(
    'a reference that was read before a mutation is read again after it in the same request, by fields with %s',
    async (_, before, after, fragment) => {
      await importEngagements({ engagementId: 'acc1', agentLoginName: 'ann' });
      const input = { startAt: span.from, chatterIds: ['ann'], createdBy: 'ann', transcript: [] };
      const answer = await server().data(
        `mutation ($transcript: CreateChatTranscriptInput!, $agent: AgentInput!) {
          before: createChatTranscript(input: $transcript) { chatTranscript { chatterDetails ${before} } }
          upsertAgent(input: $agent) { agent { nickname } }
          after: createChatTranscript(input: $transcript) { chatTranscript { chatterDetails ${after} } }
        } ${fragment}`,
        {
          transcript: { ...input, chatterDetails: [{ chatterId: 'ann' }] },
          agent: { username: 'ann', nickname: 'Ann' },
        },
        everything,
      );
      expect(answer).toEqual({
        before: { chatTranscript: { chatterDetails: [{ agent: null }] } },
        upsertAgent: { agent: { nickname: 'Ann' } },
        after: { chatTranscript: { chatterDetails: [{ agent: { nickname: 'Ann' } }] } },
      });
    },
  );
});
