import { MongoClient } from 'mongodb';
import { openStage, type Person, type Stage } from '../interactions/stage.ts';
import { actor, type Actor, type Flow } from './stage.ts';
import { importerOf } from '../../support/importing.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { testDatabase } from '../../support/mongo.ts';

// Each of these was a fault that an attack found.

const number = '+18005550100';
const settings = { FLOW_NUMBERS: `acme=${number}` };
const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const collection = (of: string) => client.db(name).collection(of);

let stage: Stage;
let other: TestServer;
let app: Actor;
let appThere: Actor;
let agent: Person;
let count = 0;
let id: string;
beforeAll(async () => {
  stage = await openStage(import.meta.url, settings);
  other = await startTestServer(import.meta.url, settings);
  const token = await tokenFor('flow.manage flow.view', { subject: 'app' });
  app = actor(stage.server, token);
  appThere = actor(other, token);
  agent = await stage.agent('ann', { maxConcurrent: 9, scopes: 'chat.agent interaction.agent flow.view' });
  // The pool is there from its first use on.
  await app.lookUp(number);
});
afterAll(async () => {
  await other.stop();
  await stage.stop();
  await client.close();
});
beforeEach(() => {
  id = `${String(Date.now())}${String(count++)}`;
});

const start = (input: Record<string, unknown> = {}, by = app): Promise<Flow> =>
  by.do('startFlow', { input: { interactionUniqueId: id, ...input } });
const step = (given: Record<string, unknown>, by = app) =>
  by.do('recordFlowStep', { interactionUniqueId: id, step: { title: 't', choices: [], ...given } });
const set = (variables: unknown, more: Record<string, unknown> = {}) =>
  app.do('setFlowVariables', { interactionUniqueId: id, set: 's', variables, ...more });
const choices = (from: number, many: number) =>
  Array.from({ length: many }, (_, place) => ({ prompt: `p${String(from + place)}`, value: 'v' }));
const holdNumber = (flow: string | null) =>
  collection('flowNumbers').updateOne({ number }, { $set: { flow, since: new Date() } });
const codeOf = ({ message, extensions: { code } }: { message: string; extensions: { code: string } }) =>
  `${code}: ${message}`;

interface Pushed {
  readonly lastEventId: string;
  readonly status: string;
  readonly interaction: { readonly id: string } | null;
  readonly steps: readonly { readonly id: string }[];
  readonly keys: { readonly historySearchId: string | null };
  readonly variableSets: readonly {
    readonly variables: readonly { readonly value: unknown; readonly secret: boolean }[];
  }[];
}
const follow = (variables: Record<string, unknown>) =>
  agent.hear<Pushed>(
    `subscription ($id: ID!, $after: ID, $fromStart: Boolean) {
      interactionFlowUpdated(interactionUniqueId: $id, afterEventId: $after, fromStart: $fromStart) {
        lastEventId status interaction { id } steps { id } keys { historySearchId }
        variableSets { variables { value secret } }
      }
    }`,
    { id, ...variables },
  );

describe('HTML that is hostile', () => {
  const header = (html: string) => step({ id: 'a', choices: [{ prompt: 'p', value: 'v', header: html }] });

  // Each of them would take gigabytes, or seconds, if it were laid out.
  test('a cell that claims a thousand million columns is text like others', async () => {
    await start();
    expect(
      (await header('<table><tr><td colspan=1000000000>x</td></tr></table>')).steps[0]?.choices[0],
    ).toMatchObject({ header: 'x' });
  });

  test('a cell that claims ten thousand rows is text like others', async () => {
    await start();
    expect(
      (await header('<table><tr><td rowspan=10000>x</td></tr></table>')).steps[0]?.choices[0],
    ).toMatchObject({ header: 'x' });
  });

  test('a list that begins with a Roman number that nobody can write is text like others', async () => {
    await start();
    expect((await header('<ol type="I" start="100000000"><li>x</li></ol>')).steps).toHaveLength(1);
  });

  test('a prompt that is nothing but a picture is no prompt', async () => {
    await start();
    expect(
      codeOf(
        await app.refused('recordFlowStep', {
          interactionUniqueId: id,
          step: { title: 't', choices: [{ prompt: '<img src=a>', value: 'v' }] },
        }),
      ),
    ).toContain('BAD_USER_INPUT');
  });
});

describe('variables that are hostile', () => {
  test('a set has no more variables than its followers can be told of', async () => {
    await start();
    const many = (from: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, place) => [`v${String(from + place)}`, 1]));
    await set(many(0, 900));
    expect(
      (
        await app.refused('setFlowVariables', {
          interactionUniqueId: id,
          set: 's',
          variables: many(900, 101),
        })
      ).extensions,
    ).toMatchObject({ code: 'INVALID_STATE', field: 'set' });
    await set(many(0, 1000));
    // Existing variables can be changed, in any number.
    const changed = Object.fromEntries(Object.keys(many(0, 1000)).map((name) => [name, 2]));
    expect((await set(changed)).variableSets[0]?.variables).toHaveLength(1000);
  });

  const raw = async (variables: string) => {
    const response = await fetch(stage.server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token}` },
      body: `{"query":"mutation($v: JSON!) { setFlowVariables(interactionUniqueId: \\"${id}\\", set: \\"s\\", variables: $v) { id } }","variables":{"v":${variables}}}`,
    });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return errors?.[0]?.extensions.code;
  };

  test('a number that has no end is refused, and not kept as a NUMBER that is null', async () => {
    await start();
    expect(await raw('{"a":1e400}')).toBe('BAD_USER_INPUT');
  });

  test('a value that is too deep is refused with a reason', async () => {
    await start();
    expect(await raw(`{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`)).toBe('BAD_USER_INPUT');
  });

  test('what was secret stays so, also if it is removed in between', async () => {
    await start();
    await set({ pin: '1' }, { secret: ['pin'] });
    await set({ pin: null });
    expect((await set({ pin: '2' })).variableSets[0]?.variables).toMatchObject([
      { value: null, secret: true },
    ]);
  });

  test('what is secret by now is not shown to who goes through the flow from its start', async () => {
    await start();
    await set({ pin: '1' });
    await set({ pin: '1' }, { secret: ['pin'] });
    const heard = follow({ fromStart: true });
    await heard.until(({ variableSets: [first] }) => first?.variables[0]?.secret === true);
    heard.stop();
    expect(JSON.stringify(heard.all)).not.toContain('"value":"1"');
  });

  test('the same variables in another order are the same', async () => {
    await start();
    const send = (v: object) => set(v, { idempotencyKey: 'k' });
    await send({ a: 1, b: 2 });
    expect((await send({ b: 2, a: 1 })).variableSets).toHaveLength(1);
  });
});

describe('a flow that is full', () => {
  test('can be ended', async () => {
    await start();
    const fill = async (size: number) =>
      (
        await app.send(
          'mutation ($id: ID!, $v: JSON!) { setFlowVariables(interactionUniqueId: $id, set: "s", variables: $v) { id } }',
          { id, v: { [`a${String(count++)}`]: 'x'.repeat(size) } },
        )
      ).errors === undefined;
    for (let written = 0; await fill(64_000); written++) expect(written).toBeLessThan(100);
    expect(await app.do('completeFlow', { interactionUniqueId: id })).toMatchObject({ status: 'COMPLETED' });
  });

  test('is not made full by one variable that changes often', async () => {
    await start();
    for (let time = 0; time < 70; time++) await set({ a: `${String(time)}${'x'.repeat(64_000)}` });
    expect((await set({ a: 1 })).variableSets[0]?.variables).toMatchObject([{ value: 1 }]);
  });

  test('answers to prompts that are answered already do not fill a step', async () => {
    await start();
    await step({ id: 'a', choices: choices(0, 100) });
    const answer = (from: number, many: number) =>
      app.do('recordFlowChoices', { interactionUniqueId: id, stepId: 'a', choices: choices(from, many) });
    await answer(100, 50);
    expect((await answer(0, 60)).steps[0]?.choices).toHaveLength(150);
  });
});

describe('what is done again', () => {
  test('a step of the same id and content is stored once, whoever sends it', async () => {
    await start();
    await step({ id: 'a' });
    const second = actor(stage.server, await tokenFor('flow.manage', { subject: 'app-2' }));
    expect((await step({ id: 'a' }, second)).steps).toHaveLength(1);
  });

  test('an identifier of the own application is key enough, and goes with no other', async () => {
    const again = await app.send(
      'mutation ($input: StartFlowInput!) { flow: startFlow(input: $input) { id } }',
      {
        input: { interactionUniqueId: `${id}0`, idempotencyKey: `key ${id}` },
      },
    );
    expect(again.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('a start that died between its number and its log has that number when it is tried again', async () => {
    await holdNumber(id);
    try {
      expect(await start({ allocateNumber: true })).toMatchObject({ phoneNumber: number });
    } finally {
      await holdNumber(null);
    }
  });

  test('one start that is sent by two at once is given to both, if there is one number left', async () => {
    await holdNumber(null);
    const both = await Promise.allSettled([
      start({ allocateNumber: true }),
      start({ allocateNumber: true }, appThere),
    ]);
    await app.do('completeFlow', { interactionUniqueId: id });
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  });

  test('an import and a start of one identifier: one of them is told that it came second', async () => {
    const importer = importerOf(stage.server.app, 'jacada');
    for (let time = 0; time < 10; time++) {
      id = `${id}0`;
      const record = {
        interactionUniqueId: id,
        status: 'COMPLETED',
        startedAt: '2026-01-01T00:00:00Z',
        fullFlow: [],
      };
      const [started, [imported]] = await Promise.all([
        start({}, appThere).then(
          () => true,
          () => false,
        ),
        importer.importBatch('acme', [
          { index: 0, line: 1, column: 1, text: JSON.stringify(record), value: record },
        ]),
      ]);
      expect([started, imported]).not.toEqual([true, 'added']);
    }
  });
});

describe('following', () => {
  test('what is pushed names the interaction as a query does', async () => {
    const cleo = await stage.customer('cleo');
    await start({ customerId: 'cleo' });
    const interaction = { id: await stage.conversation(cleo, agent, { interactionUniqueId: id }) };
    const heard = follow({});
    await heard.next();
    await step({ id: 'a' });
    await heard.next();
    heard.stop();
    expect(heard.all.map((pushed) => pushed.interaction)).toEqual([interaction, interaction]);
  });

  test('no change is left out: what came after the end is pushed to who has not seen it', async () => {
    await start();
    const { lastEventId } = await app.do('completeFlow', { interactionUniqueId: id });
    await app.do('setFlowKeys', { interactionUniqueId: id, keys: { historySearchId: 'later' } });
    const heard = follow({ after: lastEventId });
    expect(await heard.ended).toEqual([]);
    expect(heard.all).toMatchObject([{ keys: { historySearchId: 'later' } }]);
  });

  test('a position of an imported flow is none', async () => {
    const record = { interactionUniqueId: id, startedAt: '2026-01-01T00:00:00Z', fullFlow: [] };
    await importerOf(stage.server.app, 'jacada').importBatch('acme', [
      { index: 0, line: 1, column: 1, text: JSON.stringify(record), value: record },
    ]);
    expect(await follow({ after: 'garbage' }).ended).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
  });
});

describe('what finds a flow', () => {
  test("a customer's own flow, though another customer's newer one has the number", async () => {
    const cleo = actor(stage.server, await tokenFor('flow.view chat.customer', { subject: 'cleo' }));
    await start({ customerId: 'cleo', phoneNumber: '+12025550170' });
    await start({ interactionUniqueId: `${id}0`, customerId: 'dora', phoneNumber: '+12025550170' });
    expect(await cleo.lookUp('+12025550170')).toBe(id);
  });

  test('a customer does not learn which numbers other customers have had flows with', async () => {
    const cleo = actor(stage.server, await tokenFor('flow.view chat.customer', { subject: 'cleo' }));
    await start({ customerId: 'dora', phoneNumber: '+12025550171' });
    expect(await cleo.lookUp('+12025550171')).toBe(await cleo.lookUp('+12025550172'));
  });

  test('a number of the pool that a flow kept when it ended finds no flow that runs', async () => {
    await start();
    await app.do('completeFlow', { interactionUniqueId: id });
    await holdNumber(id);
    try {
      expect(await app.lookUp(number)).toBeNull();
    } finally {
      await holdNumber(null);
    }
  });
});
