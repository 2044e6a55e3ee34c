import { inBothEngines } from '../../support/engines.ts';
import { toGlobalId } from '../../../src/kernel/global-id.ts';
import { tokenFor } from '../../support/server.ts';
import { createFlowClient, openFlowApplication, type FlowClient } from './flow-client.ts';

const pool = 'pooled=+18005550100 +18005550101,pooled/sales=+18005550110,other=+18005550100';

inBothEngines(
  import.meta.url,
  (server) => {
    let tenant: string;
    let app: FlowClient;
    let agent: FlowClient;
    let count = 0;
    beforeEach(async () => {
      tenant = `f${process.pid}-${String(count++)}-${Math.random().toString(36).slice(2, 8)}`;
      app = await openFlowApplication(server(), tenant);
      agent = createFlowClient(server(), await tokenFor('chat.agent flow.view', { tenant, subject: 'ann' }));
    });
    const start = (input: Record<string, unknown> = {}) => app.mutate('startFlow', { input });
    const step = (interactionUniqueId: string, given: Record<string, unknown>) =>
      app.mutate('recordFlowStep', { id: interactionUniqueId, step: { choices: [], ...given } });

    describe('identifiers', () => {
      test('FL-3 FL-4 a flow is found by its identifier, which the server or the application assigns', async () => {
        const generated = await start();
        expect(generated.interactionUniqueId).toMatch(/^[1-9]\d{8}$/);
        const own = await start({ interactionUniqueId: '959595' });
        expect(own).toMatchObject({ interactionUniqueId: '959595', flowStatus: 'RUNNING' });
        expect(await agent.read('959595')).toEqual(own);
        expect(await agent.read(own.id)).toEqual(own);
        expect(await agent.read(generated.interactionUniqueId)).toEqual(generated);
        expect(await agent.read('1')).toBeNull();
      });

      test('FL-4 an identifier is never reused within a tenant, and tenants are separate', async () => {
        await start({ interactionUniqueId: '7', title: 'first' });
        await app.mutate('completeFlow', { id: '7' });
        const taken = {
          status: 'ALREADY_EXISTS',
          statusCode: 16,
          statusMessage: 'input.interactionUniqueId: is the identifier of another flow',
          result: 'error',
          field: ['input', 'interactionUniqueId'],
          interactionFlow: null,
        };
        expect(
          await app.refusal('startFlow', { input: { interactionUniqueId: '7', title: 'second' } }),
        ).toEqual(taken);
        const another = await openFlowApplication(server(), tenant, 'another');
        expect(
          await another.refusal('startFlow', { input: { interactionUniqueId: '7', title: 'first' } }),
        ).toEqual(taken);
        const otherTenant = await openFlowApplication(server(), `${tenant}x`);
        expect(await otherTenant.mutate('startFlow', { input: { interactionUniqueId: '7' } })).toMatchObject({
          flowStatus: 'RUNNING',
        });
        expect(await agent.read('7')).toMatchObject({ title: 'first', flowStatus: 'COMPLETED' });
      });

      test('a repeated start with the same identifier or idempotency key returns the first flow', async () => {
        const first = await start({ interactionUniqueId: '8', title: 'a' });
        await step('8', { stepId: 's', title: 'Welcome' });
        expect(await start({ interactionUniqueId: '8', title: 'a' })).toMatchObject({
          id: first.id,
          steps: [{ stepId: 's' }],
        });
        const keyed = await start({ idempotencyKey: 'k', title: 'a' });
        expect((await start({ idempotencyKey: 'k', title: 'a' })).id).toBe(keyed.id);
        expect(await app.refusal('startFlow', { input: { idempotencyKey: 'k', title: 'b' } })).toMatchObject({
          status: 'IDEMPOTENCY_CONFLICT',
          field: ['input', 'idempotencyKey'],
        });
        const twice = await Promise.all([start({ idempotencyKey: 'l' }), start({ idempotencyKey: 'l' })]);
        expect(twice[0].id).toBe(twice[1].id);
      });

      test('FL-6 leading zeros of an identifier are kept', async () => {
        await start({ interactionUniqueId: '007' });
        await start({ interactionUniqueId: '7' });
        expect(await agent.read('007')).toMatchObject({ interactionUniqueId: '007' });
        expect(await agent.lookUp('1-800-123-4567,007')).toBe('007');
        expect(await agent.read('0007')).toBeNull();
      });

      test.each(['', 'abc', '12-34', '1'.repeat(33), ' 12'])(
        'FL-4 an identifier that is not a number is refused: %j',
        async (interactionUniqueId) => {
          expect(
            (await app.mutationError('startFlow', { input: { interactionUniqueId } })).extensions,
          ).toMatchObject({
            code: 'BAD_USER_INPUT',
            field: 'input.interactionUniqueId',
          });
        },
      );
    });

    describe('phone numbers', () => {
      test('FL-5 a dial string contains a phone number and an identifier', async () => {
        expect(await agent.lookUp('1-800-123-4567,959595')).toBe('959595');
        expect(await agent.lookUp('+1 (800) 123-4567,,959595#')).toBe('959595');
        expect(await agent.lookUp('hello,959595')).toBe('BAD_USER_INPUT');
        expect(await agent.lookUp('1-800-123-4567,')).toBe('BAD_USER_INPUT');
        expect(await agent.lookUp('1-800-123-4567,95a')).toBe('BAD_USER_INPUT');
      });

      test('FL-6 a phone number without an identifier finds the flow that has the number', async () => {
        expect(await agent.lookUp('1-800-123-4567')).toBe('NOT_FOUND');
        await start({ interactionUniqueId: '44', phoneNumber: '1-800-123-4567' });
        expect(await agent.lookUp('1-800-123-4567')).toBe('44');
      });

      test('FL-8 FL-9 the number of a running flow returns its identifier, the number of ended flows null, and an unknown number NOT_FOUND', async () => {
        await start({ interactionUniqueId: '1', phoneNumber: '(212) 555-0187' });
        expect(await agent.read('1')).toMatchObject({ phoneNumber: '+12125550187' });
        for (const written of ['+12125550187', '212-555-0187', '1 212 555 0187'])
          expect(await agent.lookUp(written)).toBe('1');
        await start({ interactionUniqueId: '2', phoneNumber: '+1 212 555 0187' });
        expect(await agent.lookUp('212-555-0187')).toBe('2');
        await app.mutate('completeFlow', { id: '2' });
        expect(await agent.lookUp('212-555-0187')).toBe('1');
        await app.mutate('abandonFlow', { id: '1' });
        expect(await agent.lookUp('212-555-0187')).toBeNull();
        expect(await agent.lookUp('212-555-0188')).toBe('NOT_FOUND');
        expect(await agent.lookUp('nobody')).toBe('BAD_USER_INPUT');
      });

      test('FL-9 FLX-20 FLX-21 pool numbers are allocated to flows, find their flow, and are released when it ends', async () => {
        const inPool = await openFlowApplication(server(), 'pooled', `app-${tenant}`);
        const allocate = (interactionUniqueId: string, numberGroup?: string) =>
          inPool.mutate('startFlow', { input: { interactionUniqueId, allocateNumber: true, numberGroup } });
        const id = (place: number) =>
          `${String(count)}${String(process.pid)}${String(Date.now())}${String(place)}`;
        const [a, b, c, d] = [id(1), id(2), id(3), id(4)];
        expect(await inPool.lookUp('+18005550110')).toBeNull();
        expect((await allocate(a, 'sales')).phoneNumber).toBe('+18005550110');
        expect(await inPool.lookUp('800-555-0110')).toBe(a);
        const refusal = await inPool.refusal('startFlow', {
          input: { interactionUniqueId: b, allocateNumber: true, numberGroup: 'sales' },
        });
        expect(refusal).toMatchObject({ status: 'NO_NUMBER_FREE', field: ['input', 'numberGroup'] });
        expect(refusal.statusMessage).toContain('sales');
        expect(await inPool.read(b)).toBeNull();
        const others = await Promise.all([allocate(b), allocate(c)]);
        expect(others.map(({ phoneNumber }) => phoneNumber).toSorted()).toEqual([
          '+18005550100',
          '+18005550101',
        ]);
        expect(
          (
            await inPool.refusal('startFlow', {
              input: { interactionUniqueId: d, allocateNumber: true },
            })
          ).status,
        ).toBe('NO_NUMBER_FREE');
        expect(
          await inPool.refusal('startFlow', {
            input: { interactionUniqueId: d, phoneNumber: '+18005550110' },
          }),
        ).toMatchObject({ status: 'ALREADY_EXISTS', field: ['input', 'phoneNumber'] });
        // A retry keeps its number.
        expect((await allocate(a, 'sales')).phoneNumber).toBe('+18005550110');
        await inPool.mutate('completeFlow', { id: a });
        expect(await inPool.lookUp('+18005550110')).toBeNull();
        expect((await allocate(d)).phoneNumber).toBe('+18005550110');
        for (const running of [b, c, d]) await inPool.mutate('abandonFlow', { id: running });
        expect(await (await openFlowApplication(server(), 'other')).lookUp('+18005550100')).toBeNull();
      });

      test('allocation fails with NO_NUMBER_FREE for a tenant without a pool', async () => {
        expect(await app.refusal('startFlow', { input: { allocateNumber: true } })).toMatchObject({
          status: 'NO_NUMBER_FREE',
          statusMessage: expect.stringContaining('FLOW_NUMBERS') as string,
          field: ['input', 'allocateNumber'],
        });
        expect(
          (
            await app.mutationError('startFlow', {
              input: { allocateNumber: true, phoneNumber: '+12125550187' },
            })
          ).extensions,
        ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.phoneNumber' });
        expect(
          (await app.mutationError('startFlow', { input: { numberGroup: 'sales' } })).extensions,
        ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.numberGroup' });
      });
    });

    describe('other keys', () => {
      const by = async (key: Record<string, string>): Promise<string | null> => {
        const { flow } = await agent.request<{ flow: { interactionUniqueId: string } | null }>(
          'query ($key: FlowKeyInput!) { flow: interactionFlowBy(key: $key) { interactionUniqueId } }',
          { key },
        );
        return flow?.interactionUniqueId ?? null;
      };

      test('FLX-1 FLX-5 a flow is found by call digits, phone numbers, and the history search id', async () => {
        const keys = {
          dtmf: '12#',
          dnid: '4567',
          callReturnNumber: '212-555-0187',
          callerId: '(212) 555-0188',
          historySearchId: 'case 9',
        };
        await start({ interactionUniqueId: '5', keys, phoneNumber: '212 555 0189' });
        for (const [name, value] of Object.entries(keys)) expect(await by({ [name]: value })).toBe('5');
        expect(await by({ callerId: '+12125550188' })).toBe('5');
        expect(await by({ phoneNumber: '+12125550189' })).toBe('5');
        expect(await by({ interactionUniqueId: '5' })).toBe('5');
        expect(await by({ callerId: '+12125550187' })).toBeNull();
        await app.mutate('completeFlow', { id: '5' });
        expect(await by({ dtmf: '12#' })).toBe('5');
        await start({ interactionUniqueId: '6', keys: { dtmf: '12#' } });
        expect(await by({ dtmf: '12#' })).toBe('6');
      });

      test('FLX-3 FLX-4 a key can be set once, except the history search id, of which the latest value applies', async () => {
        await start({ interactionUniqueId: '5', keys: { dtmf: '1' } });
        const set = (keys: Record<string, string>) => ({ id: '5', keys });
        await app.mutate('setFlowKeys', set({ historySearchId: 'a', dtmf: '1' }));
        expect((await app.mutate('setFlowKeys', set({ historySearchId: 'b' }))).keys).toMatchObject({
          dtmf: '1',
          historySearchId: 'b',
        });
        expect(await by({ historySearchId: 'a' })).toBeNull();
        expect(await by({ historySearchId: 'b' })).toBe('5');
        expect(await app.refusal('setFlowKeys', set({ dtmf: '2' }))).toMatchObject({
          status: 'INVALID_STATE',
          field: ['keys', 'dtmf'],
        });
        expect((await app.mutationError('setFlowKeys', set({ dnid: '12345' }))).extensions).toMatchObject({
          code: 'BAD_USER_INPUT',
          field: 'keys.dnid',
        });
      });

      test('a lookup requires exactly one key', async () => {
        for (const key of [{}, { dtmf: '1', dnid: '1234' }, { dtmf: null }]) {
          const { errors } = await agent.send(
            'query ($key: FlowKeyInput!) { interactionFlowBy(key: $key) { id } }',
            {
              key,
            },
          );
          expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
        }
      });
    });

    describe('steps', () => {
      test('FL-1 FL-2 FL-10 FLX-6 FLX-7 FLX-9 a running flow has all steps so far, with their pages and choices', async () => {
        const { interactionUniqueId: id } = await start({ title: 'A damaged parcel' });
        await step(id, { stepId: 'a', title: 'Welcome', enteredAt: '2026-11-20T10:00:00.000Z' });
        const flow = await step(id, {
          stepId: 'b',
          title: 'What happened?',
          pageId: 'page-2',
          enteredAt: '2026-11-20T10:00:07.500Z',
          pageNavigation: {
            title: 'Damage',
            left: { label: 'Back', visible: true, state: 'NORMAL', action: 'back' },
            right: { label: 'Next', visible: false },
            kind: 'NEXT',
            reason: 'asked to',
          },
          pageContent: {
            header: '<h1>Tell&nbsp;us</h1><style>h1 {}</style>',
            text: 'plain',
            footer: '<img src="x">',
          },
          choices: [
            {
              prompt: '<b>What</b> is broken?',
              value: 'Glass',
              label: 'Damage',
              header: '<p>Choose <i>one</i></p>',
              footer: '',
              referenceName: 'damage',
              options: [{ label: 'Glass', value: 'g', selected: true }, { label: 'Box' }],
            },
          ],
        });
        expect(flow).toMatchObject({
          flowStatus: 'RUNNING',
          title: 'A damaged parcel',
          currentStep: { stepId: 'b' },
        });
        expect(flow.steps).toEqual([
          {
            stepId: 'a',
            title: 'Welcome',
            pageId: null,
            enteredAt: '2026-11-20T10:00:00.000Z',
            leftAt: '2026-11-20T10:00:07.500Z',
            duration: 7500,
            pageNavigation: null,
            pageContent: null,
            choices: [],
          },
          {
            stepId: 'b',
            title: 'What happened?',
            pageId: 'page-2',
            enteredAt: '2026-11-20T10:00:07.500Z',
            leftAt: null,
            duration: null,
            pageNavigation: {
              title: 'Damage',
              left: { label: 'Back', visible: true, state: 'NORMAL', action: 'back' },
              right: { label: 'Next', visible: false, state: null, action: null },
              kind: 'NEXT',
              kindRaw: null,
              reason: 'asked to',
            },
            pageContent: {
              header: expect.stringMatching(/^tell.us$/i) as string,
              text: 'plain',
              footer: null,
            },
            choices: [
              {
                prompt: 'What is broken?',
                value: 'Glass',
                label: 'Damage',
                header: 'Choose one',
                footer: null,
                referenceName: 'damage',
                options: [
                  { label: 'Glass', value: 'g', selected: true },
                  { label: 'Box', value: null, selected: false },
                ],
              },
            ],
          },
        ]);
        expect(await agent.read(id)).toEqual(flow);
      });

      test('a repeated step is stored once, and another step with the same id is refused', async () => {
        const { interactionUniqueId: id } = await start();
        const given = { stepId: 's', title: 'Welcome' };
        await step(id, given);
        await step(id, { stepId: 't', title: 'Next' });
        expect((await step(id, given)).steps.map(({ stepId }) => stepId)).toEqual(['s', 't']);
        expect(
          (
            await app.refusal('recordFlowStep', {
              id,
              step: { ...given, title: 'Else', choices: [] },
            })
          ).status,
        ).toBe('IDEMPOTENCY_CONFLICT');
        await app.mutate('completeFlow', { id });
        // A retry of an earlier step succeeds after the end.
        expect((await step(id, given)).steps).toHaveLength(2);
        expect(
          await app.refusal('recordFlowStep', {
            id,
            step: { title: 'Late', choices: [] },
          }),
        ).toMatchObject({ status: 'INVALID_STATE', field: ['id'] });
      });

      test('FL-2 FLX-13 choices can be recorded after their step, and the later of two answers wins', async () => {
        const { interactionUniqueId: id } = await start();
        await step(id, { stepId: 's', title: 'Form', choices: [{ prompt: 'Name', value: '' }] });
        const answer = (choices: unknown[], key?: string) =>
          app.mutate('recordFlowChoices', {
            id,
            stepId: 's',
            choices,
            idempotencyKey: key,
          });
        await answer([{ prompt: 'Name', value: 'Ana' }], 'k');
        await answer([{ prompt: 'City', value: 'Oslo' }]);
        await answer([{ prompt: 'Name', value: 'Anna' }]);
        const flow = await answer([{ prompt: 'Name', value: 'Ana' }], 'k');
        expect(flow.steps[0]?.choices).toMatchObject([
          { prompt: 'Name', value: 'Anna' },
          { prompt: 'City', value: 'Oslo' },
        ]);
        expect(
          await app.refusal('recordFlowChoices', {
            id,
            stepId: 'x',
            choices: [{ prompt: 'a', value: 'b' }],
          }),
        ).toMatchObject({ status: 'NOT_FOUND', field: ['stepId'] });
        expect(
          (
            await app.mutationError('recordFlowChoices', {
              id,
              stepId: 's',
              choices: [],
            })
          ).extensions,
        ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'choices' });
      });

      test('the end of a flow ends its last step, and a repeated end changes nothing', async () => {
        const { interactionUniqueId: id } = await start();
        await step(id, { stepId: 's', title: 'Only' });
        const done = await app.mutate('completeFlow', { id });
        expect(done).toMatchObject({ flowStatus: 'COMPLETED', endReason: 'FINISHED', currentStep: null });
        expect(done.steps[0]?.leftAt).toBe(done.endedAt);
        expect(await app.mutate('completeFlow', { id })).toEqual(done);
        expect((await app.refusal('abandonFlow', { id })).status).toBe('INVALID_STATE');
        const { interactionUniqueId: other } = await start();
        expect(await app.mutate('abandonFlow', { id: other, reason: 'INTERRUPTED' })).toMatchObject({
          flowStatus: 'ABANDONED',
          endReason: 'INTERRUPTED',
        });
        expect(
          (await app.mutationError('abandonFlow', { id: other, reason: 'IDLE' })).extensions,
        ).toMatchObject({
          code: 'BAD_USER_INPUT',
          field: 'reason',
        });
      });

      test('a query can select only the last steps', async () => {
        const { interactionUniqueId: id } = await start();
        for (const title of ['a', 'b', 'c']) await step(id, { title });
        const readSteps = (last: number) =>
          agent.send(
            'query ($id: ID!, $last: Int) { interactionFlow(id: $id) { steps(last: $last) { title } } }',
            { id, last },
          );
        expect((await readSteps(2)).data).toEqual({
          interactionFlow: { steps: [{ title: 'b' }, { title: 'c' }] },
        });
        expect((await readSteps(0)).errors?.[0]?.extensions).toMatchObject({
          code: 'BAD_USER_INPUT',
          field: 'last',
        });
      });

      test.each([
        ['step.title', { title: 'x'.repeat(1001) }],
        ['step.stepId', { title: 'a', stepId: '' }],
        ['step.leftAt', { title: 'a', leftAt: '2026-01-01T00:00:00Z' }],
        ['step.leftAt', { title: 'a', enteredAt: '2026-01-02T00:00:00Z', leftAt: '2026-01-01T00:00:00Z' }],
        ['step.choices[0].prompt', { title: 'a', choices: [{ prompt: '', value: 'x' }] }],
        [
          'step.choices[1].prompt',
          {
            title: 'a',
            choices: [
              { prompt: 'p', value: 'x' },
              { prompt: '<b>p</b>', value: 'y' },
            ],
          },
        ],
        ['step.choices[0].value', { title: 'a', choices: [{ prompt: 'p', value: 'x'.repeat(8193) }] }],
        [
          'step.choices',
          {
            title: 'a',
            choices: Array.from({ length: 101 }, (_, index) => ({ prompt: `p${String(index)}`, value: '' })),
          },
        ],
        ['step.pageNavigation.kind', { title: 'a', pageNavigation: { kind: 'OTHER' } }],
      ])('bad input names its field: %s', async (field, given) => {
        const { interactionUniqueId } = await start();
        expect(
          (
            await app.mutationError('recordFlowStep', {
              id: interactionUniqueId,
              step: { choices: [], ...given },
            })
          ).extensions,
        ).toMatchObject({ code: 'BAD_USER_INPUT', field });
        expect((await agent.read(interactionUniqueId))?.steps).toEqual([]);
      });
    });

    test('FL-11 FLX-10 FLX-11 FLX-12 the summary has only steps with input, and only chosen options', async () => {
      const { interactionUniqueId: id } = await start();
      await step(id, { stepId: 'a', title: 'Welcome' });
      await step(id, {
        stepId: 'b',
        title: 'Damage',
        choices: [
          {
            prompt: 'What?',
            value: 'Glass',
            options: [{ label: 'Glass', selected: true }, { label: 'Box' }],
          },
          { prompt: 'Anything else?', value: '' },
        ],
      });
      await step(id, { stepId: 'c', title: 'Thanks', choices: [{ prompt: 'More?', value: '' }] });
      const running = await agent.read(id);
      expect(running?.summary).toEqual({
        title: 'Welcome',
        stepCount: 1,
        duration: null,
        choices: [{ prompt: 'What?', value: 'Glass', options: [{ label: 'Glass', selected: true }] }],
        pages: [
          {
            stepId: 'b',
            title: 'Damage',
            enteredAt: running?.steps[1]?.enteredAt,
            choices: [{ prompt: 'What?', value: 'Glass' }],
          },
        ],
      });
      const done = await app.mutate('completeFlow', { id });
      expect(done.summary.duration).toBe(Date.parse(done.endedAt ?? '') - Date.parse(done.startedAt));
    });

    describe('variables', () => {
      const set = (interactionUniqueId: string, variables: unknown, more: Record<string, unknown> = {}) =>
        app.mutate('setFlowVariables', { id: interactionUniqueId, set: 'claim', variables, ...more });

      test('FL-2 FL-12 FLX-15 a set has its variables by group, with their types; empty texts are kept', async () => {
        const { interactionUniqueId: id } = await start();
        await set(id, { amount: 12.5, note: '', urgent: true, tags: ['a'], more: { 'a.b': { $c: 1 } } });
        await set(id, { note: 'in a group' }, { group: 'letter' });
        const { flow } = await agent.request<{ flow: { variableSet: Record<string, unknown> } }>(
          `query ($id: ID!) { flow: interactionFlow(id: $id) {
            variableSet(name: "claim") { name variables { name value type group secret } groups { name variables { name value } } } } }`,
          { id },
        );
        const plain = { group: null, secret: false };
        expect(flow.variableSet).toEqual({
          name: 'claim',
          variables: [
            { name: 'amount', value: 12.5, type: 'NUMBER', ...plain },
            { name: 'note', value: '', type: 'STRING', ...plain },
            { name: 'urgent', value: true, type: 'BOOLEAN', ...plain },
            { name: 'tags', value: ['a'], type: 'LIST', ...plain },
            { name: 'more', value: { 'a.b': { $c: 1 } }, type: 'OBJECT', ...plain },
            { name: 'note', value: 'in a group', type: 'STRING', group: 'letter', secret: false },
          ],
          groups: [
            { name: 'letter', variables: [{ name: 'note', value: 'in a group' }] },
            {
              name: null,
              variables: [
                { name: 'amount', value: 12.5 },
                { name: 'note', value: '' },
                { name: 'urgent', value: true },
                { name: 'tags', value: ['a'] },
                { name: 'more', value: { 'a.b': { $c: 1 } } },
              ],
            },
          ],
        });
      });

      test('FL-13 an unknown set is null, and an empty set has no variables', async () => {
        const { interactionUniqueId: id } = await start();
        await app.mutate('setFlowVariables', { id, set: 'empty', variables: {} });
        expect(
          await agent.request(
            'query ($id: ID!) { interactionFlow(id: $id) { a: variableSet(name: "claim") { name } b: variableSet(name: "empty") { name variables { name } } } }',
            { id },
          ),
        ).toEqual({ interactionFlow: { a: null, b: { name: 'empty', variables: [] } } });
      });

      test('absent variables stay, null removes a variable, and repeated values change nothing', async () => {
        const { interactionUniqueId: id } = await start();
        const before = await set(id, { a: 1, b: 2 });
        expect(await set(id, { a: 1 })).toEqual(before);
        const [after] = (await set(id, { a: null, c: 3, nobody: null })).variableSets;
        expect(after?.variables.map(({ name, value }) => [name, value])).toEqual([
          ['b', 2],
          ['c', 3],
        ]);
        await set(id, { b: 5 }, { idempotencyKey: 'k' });
        await set(id, { b: 6 });
        expect((await set(id, { b: 5 }, { idempotencyKey: 'k' })).variableSets[0]?.variables[0]?.value).toBe(
          6,
        );
      });

      test('a secret variable is visible only with flow.secret, and stays secret', async () => {
        const { interactionUniqueId: id } = await start();
        await set(id, { card: '4111', city: 'Oslo' }, { secret: ['card'] });
        const masked = (await set(id, { card: '4242' })).variableSets[0]?.variables;
        expect(masked).toMatchObject([
          { name: 'card', value: null, type: 'STRING', secret: true },
          { name: 'city', value: 'Oslo', secret: false },
        ]);
        const cleared = createFlowClient(server(), await tokenFor('flow.view flow.secret', { tenant }));
        expect((await cleared.read(id))?.variableSets[0]?.variables[0]).toMatchObject({
          value: '4242',
          secret: true,
        });
        expect((await agent.read(id))?.variableSets[0]?.variables[0]).toMatchObject({ value: null });
        expect(
          (
            await app.mutationError('setFlowVariables', {
              id,
              set: 'claim',
              variables: { a: 1 },
              secret: ['b'],
            })
          ).extensions,
        ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'secret[0]' });
      });

      test.each([
        ['variables', { variables: [1] }],
        ['variables', { variables: 'x' }],
        ['variables', { variables: { a: 'x'.repeat(70_000) } }],
        ['set', { set: '', variables: {} }],
        ['group', { group: '', variables: {} }],
      ])('bad input names its field: %s', async (field, given) => {
        const { interactionUniqueId } = await start();
        expect(
          (await app.mutationError('setFlowVariables', { id: interactionUniqueId, set: 'claim', ...given }))
            .extensions,
        ).toMatchObject({ code: 'BAD_USER_INPUT', field });
      });
    });

    describe('visibility', () => {
      test('FL-19 another tenant can neither read nor change a flow', async () => {
        await start({ interactionUniqueId: '5', phoneNumber: '212-555-0187', keys: { dtmf: '1' } });
        const stranger = await openFlowApplication(server(), `${tenant}x`);
        expect(await stranger.read('5')).toBeNull();
        expect(await stranger.lookUp('212-555-0187')).toBe('NOT_FOUND');
        expect((await stranger.refusal('completeFlow', { id: '5' })).status).toBe('NOT_FOUND');
        expect(
          await stranger.request(
            '{ interactionFlowBy(key: {dtmf: "1"}) { id } interactionFlows { nodes { id } } }',
          ),
        ).toEqual({ interactionFlowBy: null, interactionFlows: { nodes: [] } });
      });

      test('reading and changing flows require separate scopes', async () => {
        await start({ interactionUniqueId: '5' });
        const withoutScope = createFlowClient(server(), await tokenFor('chat.agent', { tenant }));
        const { data, errors } = await withoutScope.send('{ interactionFlow(id: "5") { id } }');
        expect(data).toEqual({ interactionFlow: null });
        expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
        expect((await agent.mutationError('completeFlow', { id: '5' })).extensions.code).toBe('FORBIDDEN');
      });

      test("a customer reads only the own flows, regardless of the token's scopes", async () => {
        await start({ interactionUniqueId: '5', customerId: 'cleo', phoneNumber: '212-555-0187' });
        await start({ interactionUniqueId: '6' });
        const as = async (subject: string) =>
          createFlowClient(
            server(),
            await tokenFor('chat.customer flow.view flow.manage', { tenant, subject }),
          );
        const cleo = await as('cleo');
        const dora = await as('dora');
        expect(await cleo.read('5')).toMatchObject({ interactionUniqueId: '5' });
        expect(await cleo.read('6')).toBeNull();
        expect(await dora.read('5')).toBeNull();
        expect(await dora.lookUp('212-555-0187')).toBe('NOT_FOUND');
        expect(await dora.request('{ interactionFlows { nodes { id } totalCount } }')).toEqual({
          interactionFlows: { nodes: [], totalCount: 0 },
        });
        expect((await dora.refusal('completeFlow', { id: '5' })).status).toBe('NOT_FOUND');
      });

      test('a customer that starts a flow gets the same answer for identifiers and pool numbers of other flows and for free ones', async () => {
        const inPool = await openFlowApplication(server(), 'pooled');
        const other = await inPool.mutate('startFlow', { input: { phoneNumber: '+18005550110' } });
        const cleo = createFlowClient(
          server(),
          await tokenFor('chat.customer flow.view flow.manage', { tenant: 'pooled', subject: 'cleo' }),
        );
        const errorFor = async (input: Record<string, unknown>) => {
          const { message, extensions } = await cleo.mutationError('startFlow', { input });
          return { message, extensions };
        };
        const taken = await errorFor({ interactionUniqueId: other.interactionUniqueId });
        expect(taken.extensions).toMatchObject({
          code: 'BAD_USER_INPUT',
          field: 'input.interactionUniqueId',
        });
        expect(await errorFor({ interactionUniqueId: `${other.interactionUniqueId}0` })).toEqual(taken);
        const used = await errorFor({ phoneNumber: '+18005550110' });
        expect(used.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.phoneNumber' });
        expect(await errorFor({ phoneNumber: '+18005550101' })).toEqual(used);
        const own = { input: { idempotencyKey: 'k', allocateNumber: true } };
        const flow = await cleo.mutate('startFlow', own);
        expect((await cleo.mutate('startFlow', own)).id).toBe(flow.id);
        expect(flow.phoneNumber).toMatch(/^\+1800555010/);
        expect((await cleo.mutate('startFlow', { input: { phoneNumber: '212-555-0142' } })).phoneNumber).toBe(
          '+12125550142',
        );
        for (const { id } of [other, flow]) await inPool.mutate('abandonFlow', { id });
      });
    });

    test('flows are listed newest first, by status and page by page', async () => {
      const ids: string[] = [];
      for (let place = 0; place < 5; place++) ids.unshift((await start()).interactionUniqueId);
      await app.mutate('completeFlow', { id: ids[1] });
      const list = (args: string) =>
        agent.request<{
          flows: {
            nodes: { interactionUniqueId: string }[];
            totalCount: number;
            pageInfo: { endCursor: string };
          };
        }>(
          `{ flows: interactionFlows(${args}) { nodes { interactionUniqueId } totalCount pageInfo { endCursor } } }`,
        );
      const idsOf = ({ flows }: Awaited<ReturnType<typeof list>>) =>
        flows.nodes.map(({ interactionUniqueId }) => interactionUniqueId);
      const first = await list('first: 3');
      expect(first.flows.totalCount).toBe(5);
      const second = await list(`first: 3, after: "${first.flows.pageInfo.endCursor}"`);
      // Flows of the same millisecond are sorted by identifier.
      expect([...idsOf(first), ...idsOf(second)].toSorted()).toEqual(ids.toSorted());
      expect(idsOf(await list('status: [COMPLETED]'))).toEqual([ids[1]]);
      expect(idsOf(await list('status: [RUNNING]'))).toHaveLength(4);
    });

    test('every argument that names a flow or a customer takes the natural and the global id', async () => {
      const cleo = toGlobalId('Customer', 'cleo');
      const { id } = await start({ interactionUniqueId: '5', customerId: cleo });
      const customer = createFlowClient(
        server(),
        await tokenFor('chat.customer flow.view', { tenant, subject: 'cleo' }),
      );
      expect(await customer.read(id)).toMatchObject({ interactionUniqueId: '5' });
      for (const flow of [id, '5']) {
        await app.mutate('recordFlowStep', { id: flow, step: { stepId: `of ${flow}`, title: 'a' } });
        await app.mutate('recordFlowChoices', {
          id: flow,
          stepId: `of ${flow}`,
          choices: [{ prompt: 'p', value: 'v' }],
        });
        await app.mutate('setFlowVariables', { id: flow, set: flow, variables: { a: 1 } });
        await app.mutate('setFlowKeys', { id: flow, keys: { historySearchId: flow } });
      }
      for (const flow of [id, '5']) {
        await app.mutate('completeFlow', { id: flow });
        expect((await app.refusal('abandonFlow', { id: flow })).status).toBe('INVALID_STATE');
      }
      const flow = await agent.read('5');
      expect(flow).toMatchObject({ keys: { historySearchId: '5' }, flowStatus: 'COMPLETED' });
      expect(flow?.steps).toHaveLength(2);
    });

    test('a refused operation leaves the results of the others of its request in place', async () => {
      await start({ interactionUniqueId: '5' });
      const fields = 'status field interactionFlow { flowStatus }';
      expect(
        await app.send(`mutation {
          step: recordFlowStep(id: "5", step: { title: "a" }) { ${fields} }
          unknown: completeFlow(id: "6") { ${fields} }
          end: completeFlow(id: "5") { ${fields} }
          late: recordFlowStep(id: "5", step: { title: "b" }) { ${fields} }
        }`),
      ).toEqual({
        data: {
          step: { status: 'OK', field: null, interactionFlow: { flowStatus: 'RUNNING' } },
          unknown: { status: 'NOT_FOUND', field: ['id'], interactionFlow: null },
          end: { status: 'OK', field: null, interactionFlow: { flowStatus: 'COMPLETED' } },
          late: { status: 'INVALID_STATE', field: ['id'], interactionFlow: { flowStatus: 'COMPLETED' } },
        },
      });
    });

    test('a refusal names the argument with the key that was used for other content', async () => {
      await start({ interactionUniqueId: '5' });
      const set = (a: number) => ({ id: '5', set: 's', variables: { a }, idempotencyKey: 'k' });
      await app.mutate('setFlowVariables', set(1));
      expect(await app.refusal('setFlowVariables', set(2))).toMatchObject({
        status: 'IDEMPOTENCY_CONFLICT',
        field: ['idempotencyKey'],
      });
      await step('5', { stepId: 's', title: 'a' });
      expect(
        await app.refusal('recordFlowStep', { id: '5', step: { stepId: 's', title: 'b' } }),
      ).toMatchObject({
        status: 'IDEMPOTENCY_CONFLICT',
        field: ['step', 'stepId'],
      });
    });

    test('FL-7 one operation returns the data of all five methods of the source', async () => {
      const { interactionUniqueId: id } = await start({ phoneNumber: '212-555-0187' });
      await step(id, { title: 'Form', choices: [{ prompt: 'Name', value: 'Ana' }] });
      await app.mutate('setFlowVariables', { id, set: 'claim', variables: { a: '' } });
      expect(
        await agent.request(
          `query ($id: ID!) {
            interactionUniqueId(phoneNumber: "+12125550187")
            interactionFlow(id: $id) {
              steps { title choices { value } }
              summary { choices { value } }
              variableSet(name: "claim") { variables { name value } }
              photo(photoId: "none") { url }
            }
          }`,
          { id },
        ),
      ).toEqual({
        interactionUniqueId: id,
        interactionFlow: {
          steps: [{ title: 'Form', choices: [{ value: 'Ana' }] }],
          summary: { choices: [{ value: 'Ana' }] },
          variableSet: { variables: [{ name: 'a', value: '' }] },
          photo: null,
        },
      });
    });
  },
  { FLOW_NUMBERS: pool },
);
