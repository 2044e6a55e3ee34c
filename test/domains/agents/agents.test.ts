import { inBothEngines } from '../../support/engines.ts';
import { tokenFor } from '../../support/server.ts';

interface Agent {
  readonly id: string;
  readonly username: string;
  readonly nickname: string | null;
  readonly skills: string[];
  readonly maxConcurrent: number;
  readonly reportHierarchy: string[];
  readonly state: string;
}
interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly username: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly username: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string;
    readonly endCursor: string;
  };
}

const whole = 'id username nickname skills maxConcurrent reportHierarchy state';
const upsert = `mutation ($input: AgentInput!) { upsertAgent(input: $input) { agent { ${whole} } } }`;
const list = `query ($states: [AgentState!], $skill: String, $first: Int, $after: String, $last: Int, $before: String) {
  agents(states: $states, skill: $skill, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { username } edges { cursor node { username } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  let token: string;
  let count = 0;
  beforeEach(async () => {
    tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
    token = await tokenFor('agent.view agent.manage', { tenant, subject: 'manager' });
  });
  const upserting = async (input: Record<string, unknown>) =>
    (await server().data<{ upsertAgent: { agent: Agent } }>(upsert, { input }, token)).upsertAgent.agent;
  const read = async (username: string, withToken = token) =>
    (
      await server().data<{ agent: Agent | null }>(
        `query ($username: ID!) { agent(id: $username) { ${whole} } }`,
        { username },
        withToken,
      )
    ).agent;
  const page = async (variables: Record<string, unknown> = {}): Promise<Page> =>
    (await server().data<{ agents: Page }>(list, variables, token)).agents;
  const names = async (variables: Record<string, unknown> = {}) =>
    (await page(variables)).nodes.map(({ username }) => username);

  test('a registered agent is read by user name or global id, with defaults for absent fields', async () => {
    const ann = await upserting({ username: 'ann' });
    expect(ann).toEqual({
      id: Buffer.from('Agent:ann').toString('base64url'),
      username: 'ann',
      nickname: null,
      skills: [],
      maxConcurrent: 1,
      reportHierarchy: [],
      state: 'LOGGED_OFF',
    });
    expect(await read('ann')).toEqual(ann);
    expect(await read(ann.id)).toEqual(ann);
  });

  test('an unregistered user name and an agent of another tenant return null', async () => {
    await upserting({ username: 'ann' });
    expect(await read('nobody')).toBeNull();
    expect(await read('')).toBeNull();
    expect(await read('ann', await tokenFor('agent.view', { tenant: 'other' }))).toBeNull();
  });

  test('absent fields stay unchanged, given fields replace, and a null nickname clears it', async () => {
    const given = { nickname: 'Ann', skills: ['sales', 'care', 'sales'], maxConcurrent: 3 };
    await upserting({ username: 'ann', ...given, reportHierarchy: ['MidWest', 'Servicing'] });
    expect(await upserting({ username: 'ann' })).toMatchObject({
      nickname: 'Ann',
      skills: ['care', 'sales'],
      maxConcurrent: 3,
      reportHierarchy: ['MidWest', 'Servicing'],
    });
    const changes = { nickname: null, skills: [], maxConcurrent: null, reportHierarchy: ['X'] };
    expect(await upserting({ username: 'ann', ...changes })).toMatchObject({
      nickname: null,
      skills: [],
      maxConcurrent: 3,
      reportHierarchy: ['X'],
    });
  });

  test('repeated and concurrent upserts have no further effect', async () => {
    const input = { username: 'ann', nickname: 'Ann', skills: ['sales'] };
    const answers = await Promise.all(Array.from({ length: 10 }, () => upserting(input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await upserting(input)).toEqual(answers[0]);
    expect((await page()).totalCount).toBe(1);
  });

  test.each([
    [{ username: '' }, 'input.username'],
    [{ username: 'x'.repeat(257) }, 'input.username'],
    [{ nickname: 'x'.repeat(257) }, 'input.nickname'],
    [{ maxConcurrent: 0 }, 'input.maxConcurrent'],
    [{ maxConcurrent: 101 }, 'input.maxConcurrent'],
    [{ skills: Array.from({ length: 101 }, (_, n) => `s${n}`) }, 'input.skills'],
    [{ skills: ['sales', ''] }, 'input.skills[1]'],
    [{ skills: ['x'.repeat(129)] }, 'input.skills[0]'],
    [{ reportHierarchy: Array.from({ length: 21 }, () => 'x') }, 'input.reportHierarchy'],
    [{ reportHierarchy: [''] }, 'input.reportHierarchy[0]'],
  ])(
    'the input %# is refused with the name of the field, and no agent is registered',
    async (changes, field) => {
      const { body } = await server().send(upsert, {
        variables: { input: { username: 'ann', ...changes } },
        token,
      });
      expect(body).toMatchObject({
        data: { upsertAgent: null },
        errors: [{ path: ['upsertAgent'], extensions: { code: 'BAD_USER_INPUT', field } }],
      });
      expect((await page()).totalCount).toBe(0);
    },
  );

  test('agents are listed by user name and filtered by skill and state', async () => {
    await upserting({ username: 'zoe', skills: ['sales'] });
    await upserting({ username: 'ann', skills: ['care', 'sales'] });
    await upserting({ username: 'bob' });
    expect(await names()).toEqual(['ann', 'bob', 'zoe']);
    expect(await names({ skill: 'sales' })).toEqual(['ann', 'zoe']);
    expect(await names({ skill: 'care', states: ['LOGGED_OFF', 'IDLE'] })).toEqual(['ann']);
    expect(await names({ states: ['IDLE'] })).toEqual([]);
    expect(await page({ skill: 'none' })).toMatchObject({ totalCount: 0, nodes: [] });
  });

  test('a filter by the state OTHER is refused, because it stands for unknown words of a source', async () => {
    const { body } = await server().send(list, { variables: { states: ['IDLE', 'OTHER'] }, token });
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'states' });
  });

  test('the list pages forwards and backwards with each agent once, with and without a filter', async () => {
    const all = Array.from({ length: 7 }, (_, n) => `agent ${n}`);
    for (const username of all) await upserting({ username, skills: ['sales'] });
    for (const filter of [{}, { skill: 'sales' }, { states: ['LOGGED_OFF', 'IDLE'] }]) {
      const forwards: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const part: Page = await page({ ...filter, first: 3, after });
        forwards.push(...part.nodes.map(({ username }) => username));
        [after, more] = [part.pageInfo.endCursor, part.pageInfo.hasNextPage];
        expect(part.totalCount).toBe(7);
      }
      const backwards: string[] = [];
      for (let before: string | null = null, more = true; more;) {
        const part: Page = await page({ ...filter, last: 3, before });
        backwards.unshift(...part.edges.map(({ node }) => node.username));
        [before, more] = [part.pageInfo.startCursor, part.pageInfo.hasPreviousPage];
      }
      expect([forwards, backwards]).toEqual([all, all]);
    }
  });

  test.each([
    [{ first: -1 }, 'BAD_USER_INPUT', 'first'],
    [{ last: 101 }, 'BAD_USER_INPUT', 'last'],
    [{ after: 'nonsense' }, 'BAD_CURSOR', 'after'],
    [{ after: Buffer.from('["agents",7]').toString('base64url') }, 'BAD_CURSOR', 'after'],
  ])(
    'a list with the arguments %j is refused with the name of the argument',
    async (variables, code, field) => {
      const { body } = await server().send(list, { variables, token });
      expect(body.errors?.[0]?.extensions).toMatchObject({ code, field });
    },
  );

  test('C15 a page of 0 agents is empty and has the count, from the start and from the end', async () => {
    for (const username of ['ann', 'bob']) await upserting({ username });
    const none = { totalCount: 2, nodes: [], edges: [] };
    expect(await page({ first: 0 })).toMatchObject({ ...none, pageInfo: { hasNextPage: true } });
    expect(await page({ last: 0 })).toMatchObject({ ...none, pageInfo: { hasPreviousPage: true } });
  });

  test('the current agent is the subject of the token, registered or not', async () => {
    const current = async (scopes: string, subject: string) =>
      (
        await server().data<{ currentAgent: Agent | null }>(
          `{ currentAgent { ${whole} } }`,
          {},
          await tokenFor(scopes, { tenant, subject }),
        )
      ).currentAgent;
    const ann = await upserting({ username: 'ann', nickname: 'Ann' });
    expect(await current('chat.agent', 'ann')).toEqual(ann);
    expect(await current('interaction.agent', 'ann')).toEqual(ann);
    expect(await current('chat.agent', 'bob')).toMatchObject({
      username: 'bob',
      state: 'UNKNOWN',
      skills: [],
    });
    // The customer ann is not the agent ann, and a service is no agent.
    expect(await current('chat.customer', 'ann')).toBeNull();
    expect(await current('agent.view agent.manage', 'ann')).toBeNull();
  });

  test.each([
    ['agents', '{ agents { nodes { username } } }', 'agent.view', 'agent.manage'],
    ['agent', '{ agent(id: "ann") { username } }', 'agent.view', 'agent.manage'],
    [
      'upsertAgent',
      'mutation { upsertAgent(input: { username: "ann" }) { agent { username } } }',
      'agent.manage',
      'agent.view',
    ],
  ])('%s asks for its own scope, and is no answer without it', async (field, operation, scope, other) => {
    for (const scopes of ['chat.agent interaction.agent engagement.view', other]) {
      const { body } = await server().send(operation, { token: await tokenFor(scopes, { tenant }) });
      expect(body).toMatchObject({
        data: { [field]: null },
        errors: [{ path: [field], extensions: { code: 'FORBIDDEN' } }],
      });
    }
    const { body } = await server().send(operation, { token: await tokenFor(scope, { tenant }) });
    expect(body.errors).toBeUndefined();
  });

  test('a customer reads no agent, regardless of the token’s scopes', async () => {
    await upserting({ username: 'ann' });
    const customer = await tokenFor('chat.customer agent.view', { tenant, subject: 'ann' });
    expect(await read('ann', customer)).toBeNull();
    const { agents } = await server().data<{ agents: object }>(
      '{ agents { totalCount nodes { username } } }',
      {},
      customer,
    );
    expect(agents).toEqual({ totalCount: 0, nodes: [] });
  });
});
