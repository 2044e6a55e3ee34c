import sharp from 'sharp';
import type { Flow } from '../../src/client/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { cutUntilResumed, openProxy, whileBreakingConnections, type Proxy } from './proxy.ts';
import {
  collect,
  failureOf,
  inConversation,
  next,
  openHarness,
  type Client,
  type Harness,
} from './harness.ts';

let harness: Harness;
/** Another server with the same database. */
let otherServer: { readonly server: TestServer; readonly proxy: Proxy };
beforeAll(async () => {
  const settings = { FLOW_NUMBERS: 't1=+18005550100,t2=+18005550100', FLOW_IDLE_MS: '600000' };
  harness = await openHarness(import.meta.url, settings);
  const server = await startTestServer(import.meta.url, settings);
  otherServer = { server, proxy: await openProxy(server.url) };
});
afterEach(() => {
  harness.reset();
});
afterAll(async () => {
  await otherServer.proxy.stop();
  await otherServer.server.stop();
  await harness.stop();
});

const agentOnOtherServer = (): Client => harness.client('agent', 'ann', { url: otherServer.proxy.url });
const step = (n: number) => ({
  stepId: `s${n}`,
  title: `Page ${n}`,
  choices: [{ prompt: 'How many?', value: String(n) }],
});
const namesOf = (flow: Flow | undefined) => flow?.steps.map(({ stepId }) => stepId);
const photoOf = (width: number, height: number) =>
  sharp(Buffer.from(crypto.getRandomValues(new Uint8Array(1024))), {
    raw: { width: 32, height: 32, channels: 1 },
  })
    .resize(width, height)
    .jpeg()
    .toBuffer()
    .then((bytes) => new Uint8Array(bytes));

test('a subscriber on another server receives each change of a flow once', async () => {
  const [app, ann] = [harness.client('application', 'shop'), agentOnOtherServer()];
  const { interactionUniqueId, flowStatus, lastEventId } = await app.startFlow({ title: 'Which tent?' });
  expect([interactionUniqueId, flowStatus]).toEqual([expect.stringMatching(/^\d{9}$/), 'RUNNING']);
  const all = collect(ann.followFlow(interactionUniqueId, { fromStart: true }));
  const known = lastEventId ?? '';
  const later = collect(ann.followFlow(interactionUniqueId, { after: known }));
  await app.recordFlowStep(interactionUniqueId, { stepId: 's1', title: 'Welcome', choices: [] });
  await app.recordFlowChoices(interactionUniqueId, 's1', [{ prompt: 'For how many?', value: 'Two' }]);
  await app.setFlowVariables(
    interactionUniqueId,
    'order',
    { quantity: 2, note: '', pin: 'x' },
    { secret: ['pin'] },
  );
  await app.setFlowKeys(interactionUniqueId, { dtmf: '959595' });
  await app.recordFlowStep(interactionUniqueId, { stepId: 's2', title: 'Thank you', choices: [] });
  expect(await app.completeFlow(interactionUniqueId)).toMatchObject({
    flowStatus: 'COMPLETED',
    endReason: 'FINISHED',
  });

  const flows = await all;
  expect(
    flows.map(({ steps, variableSets, keys, flowStatus: now }) => [
      steps.length,
      steps[0]?.choices.length ?? 0,
      variableSets[0]?.variables.length ?? 0,
      keys.dtmf,
      now,
    ]),
  ).toEqual([
    [0, 0, 0, null, 'RUNNING'],
    [1, 0, 0, null, 'RUNNING'],
    [1, 1, 0, null, 'RUNNING'],
    [1, 1, 3, null, 'RUNNING'],
    [1, 1, 3, '959595', 'RUNNING'],
    [2, 1, 3, '959595', 'RUNNING'],
    [2, 1, 3, '959595', 'COMPLETED'],
  ]);
  expect(flows.at(-1)?.variableSets[0]?.variables).toMatchObject([
    { name: 'quantity', value: 2, type: 'NUMBER' },
    { name: 'note', value: '' },
    { name: 'pin', value: null, secret: true },
  ]);
  expect(await later).toEqual(flows.slice(1));
  expect(await ann.flow(interactionUniqueId)).toEqual(flows.at(-1));
  expect(await ann.flowBy({ dtmf: '959595' })).toEqual(flows.at(-1));
  expect(await ann.flow('1')).toBeNull();
  // A flow that has ended yields its final state only.
  expect(await collect(ann.followFlow(interactionUniqueId))).toEqual(flows.slice(-1));
});

test('a subscriber whose connections keep breaking receives each change exactly once', async () => {
  const [app, ann] = [harness.client('application', 'shop'), agentOnOtherServer()];
  const { interactionUniqueId } = await app.startFlow();
  const followed = ann.followFlow(interactionUniqueId);
  // A subscriber that has received nothing resumes with the latest state, so its first state comes before the breaks.
  expect(namesOf(await next(followed))).toEqual([]);
  const all = collect(followed);
  // Operations on one flow wait for each other, so their order is that of the calls.
  const steps = Array.from({ length: 60 }, (_, n) => n + 1);
  await whileBreakingConnections([otherServer.proxy, harness.proxy], async () => {
    for (let from = 0; from < steps.length; from += 10) {
      const recorded = steps
        .slice(from, from + 10)
        .map((n) => app.recordFlowStep(interactionUniqueId, step(n)));
      await Promise.all([...recorded, cutUntilResumed(otherServer.proxy, followed)]);
    }
  });
  await app.abandonFlow(interactionUniqueId);
  const flows = await all;
  expect(followed.resumptions).toBeGreaterThan(3);
  const names = steps.map((n) => `s${n}`);
  expect(flows.map(namesOf)).toEqual([...steps.map((length) => names.slice(0, length)), names]);
  expect(flows.at(-1)).toMatchObject({ flowStatus: 'ABANDONED', endReason: 'TERMINATED_BY_USER' });
});

test('a slow reader of a flow resumes after the last change in its buffer', async () => {
  const app = harness.client('application', 'shop');
  const { interactionUniqueId } = await app.startFlow();
  const slow = harness
    .client('agent', 'ann', { url: otherServer.proxy.url, buffer: 4 })
    .followFlow(interactionUniqueId, { fromStart: true });
  for (let n = 1; n <= 30; n++) await app.recordFlowStep(interactionUniqueId, step(n));
  await app.completeFlow(interactionUniqueId);
  const flows = await collect(slow);
  expect(flows.map(({ steps }) => steps.length)).toEqual([...Array.from({ length: 31 }, (_, n) => n), 30]);
  expect(slow.resumptions).toBeGreaterThan(3);
});

test('an operation whose answer is lost is sent again and takes effect once', async () => {
  const app = harness.client('application', 'shop');
  const before = harness.proxy.lostAnswers;
  const loseAnswer = <Answer>(operation: () => Promise<Answer>): Promise<Answer> => {
    harness.proxy.loseNextAnswer();
    return operation();
  };
  const { interactionUniqueId } = await loseAnswer(() => app.startFlow({ title: 'Which tent?' }));
  await loseAnswer(() => app.startFlow({ interactionUniqueId: '0077', title: 'Mine' }));
  const { stepId: _, ...withoutId } = step(1);
  const { currentStep } = await loseAnswer(() => app.recordFlowStep(interactionUniqueId, withoutId));
  await loseAnswer(() =>
    app.recordFlowChoices(interactionUniqueId, currentStep?.stepId ?? '', [
      { prompt: 'Colour?', value: 'Red' },
    ]),
  );
  await loseAnswer(() =>
    app.setFlowVariables(interactionUniqueId, 'order', { quantity: 1 }, { group: 'chat' }),
  );
  await loseAnswer(() => app.setFlowKeys(interactionUniqueId, { historySearchId: 'h1' }));
  const photo = await loseAnswer(async () => app.uploadPhoto(interactionUniqueId, await photoOf(64, 48)));
  await loseAnswer(() => app.completeFlow(interactionUniqueId));
  expect(harness.proxy.lostAnswers - before).toBe(8);
  const flows = await collect(app.followFlow(interactionUniqueId, { fromStart: true }));
  // The start, and one change per operation.
  expect(flows).toHaveLength(7);
  expect(flows.at(-1)).toMatchObject({
    steps: [{ choices: [{ value: '1' }, { value: 'Red' }] }],
    photos: [{ photoId: photo.photoId, stepId: currentStep?.stepId }],
  });
  const all = await app.query<{ interactionFlows: { totalCount: number } }, object>(
    '{ interactionFlows { totalCount } }',
  );
  expect(all.interactionFlows.totalCount).toBe(2);
});

test('a photo of several megabytes is uploaded, delivered to a subscriber, and downloaded unchanged', async () => {
  const [app, ann] = [harness.client('application', 'shop'), agentOnOtherServer()];
  const { interactionUniqueId } = await app.startFlow();
  await app.recordFlowStep(interactionUniqueId, step(1));
  const followed = ann.followFlow(interactionUniqueId);
  await next(followed);
  const noise = crypto.getRandomValues.bind(crypto);
  const pixels = Buffer.concat(Array.from({ length: 64 }, () => noise(new Uint8Array(60_000))));
  const png = await sharp(pixels, { raw: { width: 1600, height: 800, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const bytes = new Uint8Array(png);
  expect(bytes.length).toBeGreaterThan(3_500_000);
  const takenAt = '2026-11-20T10:00:00.000Z';
  const photo = await app.uploadPhoto(interactionUniqueId, new Blob([bytes]), { takenAt, stepId: 's1' });
  expect(photo).toMatchObject({
    contentType: 'image/png',
    size: bytes.length,
    width: 1600,
    height: 800,
    takenAt,
    stepId: 's1',
  });
  // An upload of the same bytes returns the same photo.
  expect(await app.uploadPhoto(interactionUniqueId, bytes)).toMatchObject({
    photoId: photo.photoId,
    takenAt,
  });
  const { photos } = await next(followed);
  expect(photos).toMatchObject([{ photoId: photo.photoId, takenAt, stepId: 's1' }]);
  for (const { url } of [photo, ...photos]) {
    const answer = await fetch(url);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  }
});

test('a refused operation rejects with its error code, without retries', async () => {
  const app = harness.client('application', 'shop', { attempts: 1 });
  const codeOf = (operation: Promise<unknown>) =>
    operation.then(
      () => 'no error',
      (error: unknown) => (error as { code?: string }).code,
    );
  const { interactionUniqueId: id } = await app.startFlow({ interactionUniqueId: '41', title: 'Mine' });
  await app.recordFlowStep(id, step(1));
  const small = await photoOf(32, 32);
  const jpeg = new Uint8Array(11_000_000);
  jpeg.set(small);
  expect({
    taken: await codeOf(app.startFlow({ interactionUniqueId: '41', title: 'Another' })),
    noPool: await codeOf(app.startFlow({ allocateNumber: true, numberGroup: 'nobody' })),
    noFlow: await codeOf(app.recordFlowStep('42', step(1))),
    noStep: await codeOf(app.recordFlowChoices(id, 's9', step(1).choices)),
    otherStep: await codeOf(app.recordFlowStep(id, { ...step(1), title: 'Another' })),
    noPhoto: await codeOf(app.uploadPhoto(id, new TextEncoder().encode('not a photo'))),
    tooLarge: await codeOf(app.uploadPhoto(id, jpeg)),
    noFlowOfPhoto: await codeOf(app.uploadPhoto('42', small)),
    noStepOfPhoto: await codeOf(app.uploadPhoto(id, small, { stepId: 's9' })),
    reason: await codeOf(app.abandonFlow(id, 'IDLE')),
    ended: await app.completeFlow(id).then(() => codeOf(app.recordFlowStep(id, step(2)))),
    endedPhoto: await codeOf(app.uploadPhoto(id, small)),
    abandoned: await codeOf(app.abandonFlow(id)),
    noScope: await codeOf(harness.client('agent', 'ann').completeFlow(id)),
    noScopeForPhoto: await codeOf(harness.client('agent', 'ann').uploadPhoto(id, small)),
  }).toEqual({
    taken: 'ALREADY_EXISTS',
    noPool: 'NO_NUMBER_FREE',
    noFlow: 'NOT_FOUND',
    noStep: 'NOT_FOUND',
    otherStep: 'IDEMPOTENCY_CONFLICT',
    noPhoto: 'UNSUPPORTED_MEDIA_TYPE',
    tooLarge: 'PAYLOAD_TOO_LARGE',
    noFlowOfPhoto: 'NOT_FOUND',
    noStepOfPhoto: 'NOT_FOUND',
    reason: 'BAD_USER_INPUT',
    ended: 'INVALID_STATE',
    endedPhoto: 'INVALID_STATE',
    abandoned: 'INVALID_STATE',
    noScope: 'FORBIDDEN',
    noScopeForPhoto: 'FORBIDDEN',
  });
  const ann = harness.client('agent', 'ann');
  expect(await failureOf(ann.followFlow('42'))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await failureOf(ann.followFlow(id, { after: 'nonsense' }))).toMatchObject({ code: 'BAD_CURSOR' });
});

test('an interaction that starts from a flow and the flow refer to each other', async () => {
  const [app, ann, customer] = [
    harness.client('application', 'shop'),
    harness.client('agent', 'ann'),
    harness.client('customer', 'c1'),
  ];
  const { interactionUniqueId } = await app.startFlow({ customerId: 'c1' });
  const followed = harness
    .client('supervisor', 'sue', { url: otherServer.proxy.url })
    .followFlow(interactionUniqueId);
  await next(followed);
  const id = await inConversation(ann, customer, { interactionUniqueId });
  expect((await next(followed)).interaction).toEqual({ id });
  const { interaction } = await ann.query<{ interaction: unknown }, { id: string }>(
    'query ($id: ID!) { interaction(id: $id) { flow { interactionUniqueId flowStatus } } }',
    { id },
  );
  expect(interaction).toEqual({ flow: { interactionUniqueId, flowStatus: 'RUNNING' } });
  await expect(
    harness.client('customer', 'c2').startInteraction({ interactionUniqueId }),
  ).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});
