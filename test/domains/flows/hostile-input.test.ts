import { inBothEngines } from '../../support/engines.ts';
import { createFlowClient, openFlowApplication, type FlowClient } from './flow-client.ts';
import { tokenFor } from '../../support/server.ts';

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  let app: FlowClient;
  let count = 0;
  beforeEach(async () => {
    tenant = `hostile${Math.random().toString(36).slice(2, 8)}${String(count++)}`;
    app = await openFlowApplication(server(), tenant);
    await app.mutate('startFlow', { input: { interactionUniqueId: '1' } });
  });

  const raw = async (variables: string, set: string, group: string) => {
    const response = await fetch(server().url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token}` },
      body: `{"query":"mutation($s: String!, $g: String, $v: JSON!) { setFlowVariables(id: 1, set: $s, group: $g, variables: $v) { interactionFlow { variableSet(name: $s) { variables { name value type group } } } } }","variables":{"s":"${set}","g":"${group}","v":${variables}}}`,
    });
    return response.text();
  };

  test('variable names with a meaning in JavaScript or MongoDB are stored verbatim', async () => {
    expect(
      await raw(
        '{"__proto__":1,"constructor":{"__proto__":{"x":1},"toString":2},"a.b":1,"$where":{"$ne":null},"":0}',
        '__proto__',
        'constructor',
      ),
    ).toContain('BAD_USER_INPUT');
    expect(
      await raw(
        '{"__proto__":1,"constructor":{"__proto__":{"x":1},"toString":2},"a.b":1,"$where":{"$ne":null}}',
        '__proto__',
        'constructor',
      ),
    ).toBe(
      '{"data":{"setFlowVariables":{"interactionFlow":{"variableSet":{"variables":[' +
        '{"name":"__proto__","value":1,"type":"NUMBER","group":"constructor"},' +
        '{"name":"constructor","value":{"__proto__":{"x":1},"toString":2},"type":"OBJECT","group":"constructor"},' +
        '{"name":"a.b","value":1,"type":"NUMBER","group":"constructor"},' +
        '{"name":"$where","value":{"$ne":null},"type":"OBJECT","group":"constructor"}]}}}}}',
    );
    expect(await raw('{"a\\u0000":"\\u0000"}', 'nul\\u0000', '$')).toContain('"value":"\\u0000"');
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test('an invalid identifier finds no flow and causes no internal error', async () => {
    for (const id of ['', ':', '1:', '\u0000', '$ne', '__proto__', 'x'.repeat(20_000)]) {
      expect((await app.refusal('completeFlow', { id })).status).toBe('NOT_FOUND');
      expect(await app.read(id)).toBeNull();
    }
  });

  test('a step at the last instant of the time range does not end before it starts', async () => {
    const step = (id: string, enteredAt: string) =>
      app.mutate('recordFlowStep', {
        id: '1',
        step: { stepId: id, title: 't', enteredAt, choices: [] },
      });
    await step('a', '9999-12-31T23:59:59.999Z');
    await step('b', '0001-01-01T00:00:00.000Z');
    const { steps } = await app.mutate('completeFlow', { id: '1' });
    expect(steps[0]).toMatchObject({ leftAt: '9999-12-31T23:59:59.999Z', duration: 0 });
    expect(steps[1]?.duration).toBeGreaterThan(0);
  });

  test('malformed dial strings are refused', async () => {
    const codes = await Promise.all(
      [
        '('.repeat(64),
        `+${'1'.repeat(63)}`,
        `${' '.repeat(127)},`,
        'a,'.repeat(50_000),
        ',5',
        '911',
        '1;ext=1',
      ].map((text) => app.lookUp(text)),
    );
    expect(new Set(codes)).toEqual(new Set(['BAD_USER_INPUT']));
  });

  test.each([
    ['+39 06 1234 5678', '+390612345678'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['٨٠٠١٢٣٤٥٦٧', '+18001234567'],
    ['+86-10-6552-9988', '+861065529988'],
  ])('phone numbers of all countries are normalized: %s', async (written, number) => {
    await app.mutate('startFlow', { input: { interactionUniqueId: '2', phoneNumber: written } });
    expect(await app.read('2')).toMatchObject({ phoneNumber: number });
    expect(await app.lookUp(number)).toBe('2');
  });

  test('a flow of another customer or tenant can be neither read nor changed', async () => {
    const { id } = await app.mutate('startFlow', {
      input: {
        interactionUniqueId: '3',
        customerId: 'dora',
        phoneNumber: '+12025550170',
        keys: { dtmf: '1', dnid: '1234', callerId: '+12025550171', historySearchId: 'h' },
      },
    });
    const strangers = [
      { tenant, subject: 'cleo', scopes: 'flow.view flow.manage chat.customer' },
      { tenant: `${tenant}x`, subject: 'app', scopes: 'flow.view flow.manage flow.secret' },
    ];
    for (const { scopes, ...claims } of strangers) {
      const stranger = createFlowClient(server(), await tokenFor(scopes, claims));
      const { data } = await stranger.send(
        `query ($id: ID!) { node(id: $id) { id } interactionFlow(id: $id) { id }
          a: interactionFlowBy(key: {interactionUniqueId: "3"}) { id } b: interactionFlowBy(key: {dtmf: "1"}) { id }
          c: interactionFlowBy(key: {historySearchId: "h"}) { id } d: interactionFlowBy(key: {dnid: "1234"}) { id }
          e: interactionFlowBy(key: {phoneNumber: "+12025550170"}) { id }
          interactionFlows { nodes { id } totalCount } }`,
        { id },
      );
      expect(data).toEqual({
        node: null,
        interactionFlow: null,
        a: null,
        b: null,
        c: null,
        d: null,
        e: null,
        interactionFlows: { nodes: [], totalCount: 0 },
      });
      for (const [operation, args] of [
        ['recordFlowStep', { step: { title: 't', choices: [] } }],
        ['recordFlowChoices', { stepId: 's', choices: [{ prompt: 'p', value: 'v' }] }],
        ['setFlowVariables', { set: 's', variables: {} }],
        ['setFlowKeys', { keys: { historySearchId: 'mine' } }],
        ['completeFlow', {}],
        ['abandonFlow', {}],
      ] as const)
        expect((await stranger.refusal(operation, { id: '3', ...args })).status).toBe('NOT_FOUND');
    }
    expect(await app.read('3')).toMatchObject({ flowStatus: 'RUNNING', steps: [], variableSets: [] });
  });

  test('pages have no gaps and no repeats while flows are started', async () => {
    const ids: string[] = [];
    for (let number = 2; number <= 12; number++)
      await app.mutate('startFlow', { input: { interactionUniqueId: String(number) } });
    for (let after: string | null = null, hasMore = true; hasMore;) {
      const { flows }: { flows: Page } = await app.request(
        'query ($after: String) { flows: interactionFlows(first: 3, after: $after) { nodes { interactionUniqueId } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
      ids.push(...flows.nodes.map(({ interactionUniqueId }) => interactionUniqueId));
      ({ endCursor: after, hasNextPage: hasMore } = flows.pageInfo);
      await app.mutate('startFlow', { input: {} });
    }
    expect(ids.toSorted((one, two) => Number(one) - Number(two))).toEqual(
      Array.from({ length: 12 }, (_, index) => String(index + 1)),
    );
  });
});

interface Page {
  readonly nodes: readonly { readonly interactionUniqueId: string }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}
