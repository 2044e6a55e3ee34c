import { toGlobalId } from '../../../src/kernel/global-id.ts';
import { engagementIdOf, transcriptIdOf } from '../../../src/domains/shared/completed-interaction.ts';
import { createTranscripts } from '../../../src/domains/transcripts/index.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { createStorage } from '../../../src/storage/index.ts';
import {
  abandonedInteraction,
  ann,
  at,
  completedInteraction,
  messageAt,
} from '../../fixtures/completed-interaction.ts';
import { exportFrom, importInto } from '../../support/importing.ts';
import { testDatabase } from '../../support/mongo.ts';
import { startTestServer, tokenFor, transcriptScopes, type TestServer } from '../../support/server.ts';

type Json = Record<string, unknown>;
type Operations = ReturnType<typeof createTranscripts>['operations'];

let server: TestServer;
let here: Operations;
let tenant: string;
let count = 0;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  here = createTranscripts(server.app.storage, systemClock).operations;
});
afterAll(() => server.stop());
beforeEach(() => {
  tenant = `t${count++}`;
});

const whole = `transcriptId startAt endAt chatterIds chatterDetails { chatterId defaultAlias agent { username } } createdBy
  transcript { createdBy createdAt chatContent direction visibility } metadata { createdAt modifiedAt version }`;
const staff = `${transcriptScopes} agent.view agent.manage`;
const customer = 'hybris.interactionrecording_view chat.customer';
const read = async (id: string, selection = whole, scopes = staff, ofTenant = tenant): Promise<Json | null> =>
  (
    await server.data<{ chatTranscript: Json | null }>(
      `query ($id: ID!) { chatTranscript(id: $id) { ${selection} } }`,
      { id: transcriptIdOf(id) },
      await tokenFor(scopes, { tenant: ofTenant }),
    )
  ).chatTranscript;
const versionOf = async (id: string) => (await read(id, 'metadata { version }'))?.metadata;

test('TR-2 TR-5 TR-8 TR-9 TR-10 TR-50 a completed live chat becomes a transcript', async () => {
  await here.recordInteraction(tenant, completedInteraction('i'));
  const { metadata, ...transcript } = (await read('i')) ?? {};
  const entry = (seconds: number, createdBy: string, chatContent: string, visibility = 'EVERYONE') => ({
    createdBy,
    createdAt: at(seconds).toISOString(),
    chatContent,
    direction: createdBy.includes('@') ? 'OUTBOUND' : 'INBOUND',
    visibility,
  });
  expect(transcript).toEqual({
    transcriptId: transcriptIdOf('i'),
    startAt: at(0).toISOString(),
    endAt: at(100).toISOString(),
    chatterIds: ['C4327014826', 'ann@example.com', 'bob@example.com'],
    chatterDetails: [
      { chatterId: 'C4327014826', defaultAlias: 'Joe', agent: null },
      { chatterId: 'ann@example.com', defaultAlias: 'Ann', agent: null },
      { chatterId: 'bob@example.com', defaultAlias: null, agent: null },
    ],
    createdBy: 'ann@example.com',
    transcript: [
      entry(3, 'C4327014826', 'Grüße 👩‍👩‍👧, my bill\nis wrong'),
      entry(12, 'ann@example.com', 'Let me see.'),
      entry(41, 'ann@example.com', 'Can we credit him?', 'AGENTS'),
      entry(42, 'bob@example.com', 'Yes.', 'AGENTS'),
      entry(70, 'ann@example.com', 'It will be corrected.'),
    ],
  });
  expect(metadata).toMatchObject({ version: 1 });
});

test('TR-3 the transcript is listed for its customer and for its agents', async () => {
  await here.recordInteraction(tenant, completedInteraction('i'));
  for (const chatterId of ['C4327014826', 'bob@example.com'])
    expect(
      await server.data(
        'query ($chatterId: ID) { chatTranscripts(chatterId: $chatterId) { totalCount nodes { transcriptId } } }',
        { chatterId },
        await tokenFor(staff, { tenant }),
      ),
    ).toEqual({ chatTranscripts: { totalCount: 1, nodes: [{ transcriptId: transcriptIdOf('i') }] } });
});

test('the transcript refers to the engagement of the same interaction', async () => {
  await here.recordInteraction(tenant, completedInteraction('i'));
  const found = await read('i', 'engagement { engagementId }', `${staff} engagement.view`);
  // A transcript may refer to an engagement that does not exist.
  expect(found).toEqual({ engagement: null });
  const [line] = await exportFrom(server.app, 'hybris', tenant);
  expect(JSON.parse(line ?? '')).toMatchObject({ engagementId: engagementIdOf('i'), interactionId: 'i' });
});

test('a line for agents never reaches a customer', async () => {
  await here.recordInteraction(tenant, completedInteraction('i'));
  const seen = await read('i', 'transcript { chatContent }', customer);
  expect(seen).toEqual({
    transcript: [
      { chatContent: 'Grüße 👩‍👩‍👧, my bill\nis wrong' },
      { chatContent: 'Let me see.' },
      { chatContent: 'It will be corrected.' },
    ],
  });
  expect(JSON.stringify(await read('i', whole, customer))).not.toContain('credit him');
});

test('recording an interaction twice changes nothing; other content creates the next version', async () => {
  await here.recordInteraction(tenant, completedInteraction('i'));
  const first = await read('i');
  await here.recordInteraction(tenant, completedInteraction('i'));
  expect(await read('i')).toEqual(first);

  await here.recordInteraction(
    tenant,
    completedInteraction('i', { messages: [messageAt(1, 'p1', 'Corrected')] }),
  );
  expect(await versionOf('i')).toEqual({ version: 2 });
});

test('two processes that record an interaction at once create one transcript', async () => {
  const { uri, name } = testDatabase(import.meta.url);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  const there = createTranscripts(storage, systemClock).operations;
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      (n % 2 === 0 ? here : there).recordInteraction(tenant, completedInteraction('i')),
    ),
  );
  await storage.close();
  expect(await versionOf('i')).toEqual({ version: 1 });
});

test('TR-39 a deleted transcript is not stored again when its interaction is recorded again', async () => {
  await here.recordInteraction(tenant, completedInteraction('i'));
  const remove = async () =>
    server.data(
      'mutation ($id: ID!) { deleteChatTranscript(id: $id) { deletedId } }',
      { id: transcriptIdOf('i') },
      await tokenFor(transcriptScopes, { tenant }),
    );
  expect(await remove()).toEqual({
    deleteChatTranscript: { deletedId: toGlobalId('ChatTranscript', transcriptIdOf('i')) },
  });
  await here.recordInteraction(tenant, completedInteraction('i'));
  await here.recordInteraction(tenant, completedInteraction('i', { messages: [] }));
  expect(await read('i')).toBeNull();
  expect(await remove()).toEqual({ deleteChatTranscript: { deletedId: null } });
  // The same interaction id in another tenant is another interaction.
  await here.recordInteraction(`${tenant}-other`, completedInteraction('i'));
  expect(await read('i', 'createdBy', staff, `${tenant}-other`)).not.toBeNull();
});

test('a transcript that is deleted during a repeated recording is not stored again', async () => {
  for (let round = 0; round < 30; round++) {
    const id = `i${round}`;
    await here.recordInteraction(tenant, completedInteraction(id));
    await Promise.all([
      here.recordInteraction(tenant, completedInteraction(id, { subject: null, messages: [] })),
      here.deleteTranscript({ tenant }, transcriptIdOf(id)),
      here.recordInteraction(tenant, completedInteraction(id)),
    ]);
    expect([round, await read(id, 'createdBy')]).toEqual([round, null]);
  }
});

test('a chat without messages has a transcript without messages, created by its customer', async () => {
  await here.recordInteraction(tenant, abandonedInteraction('i'));
  expect(await read('i', 'createdBy chatterIds endAt transcript { createdBy }')).toEqual({
    createdBy: 'C4327014826',
    chatterIds: ['C4327014826'],
    endAt: at(20).toISOString(),
    transcript: [],
  });
});

test('calls, e-mails and tasks have no transcript; all other types have one', async () => {
  const types = ['VOICE', 'ROUTED_EMAIL', 'PREVIEW_DIAL', 'UC_CALL', 'GENERIC_TASK', 'OTHER'] as const;
  for (const type of types) {
    await here.recordInteraction(tenant, completedInteraction(type, { type, messages: [] }));
    expect([type, await read(type, 'createdBy')]).toEqual([type, null]);
  }
  for (const type of ['SMS', 'SOCIAL_WHATSAPP', 'INSTANT_MESSAGE'] as const) {
    await here.recordInteraction(tenant, completedInteraction(type, { type }));
    expect([type, await read(type, 'createdBy')]).toEqual([type, { createdBy: 'ann@example.com' }]);
  }
});

test('a customer whose id is the user name of an agent is not that agent', async () => {
  await server.data(
    'mutation { upsertAgent(input: { username: "ann@example.com" }) { agent { username } } }',
    {},
    await tokenFor(staff, { tenant }),
  );
  const [joe, ...others] = completedInteraction('i').participants;
  if (joe === undefined) throw new Error('The story has no customer.');
  const participants = [{ ...joe, principalId: 'ann@example.com' }, ...others];
  await here.recordInteraction(tenant, completedInteraction('i', { participants }));
  expect(
    await read('i', 'chatterIds chatterDetails { chatterId agent { username } } transcript { direction }'),
  ).toEqual({
    chatterIds: ['ann@example.com', 'bob@example.com'],
    chatterDetails: [
      { chatterId: 'ann@example.com', agent: null },
      { chatterId: 'ann@example.com', agent: { username: 'ann@example.com' } },
      { chatterId: 'bob@example.com', agent: null },
    ],
    transcript: ['INBOUND', 'OUTBOUND', 'OUTBOUND', 'OUTBOUND', 'OUTBOUND'].map((direction) => ({
      direction,
    })),
  });
});

test('a participant who rejoined is listed once, with the first nickname', async () => {
  const again = (participantId: string, nickname: string | null) => ({ ...ann, participantId, nickname });
  const participants = [again('p2', null), again('p4', 'Ann'), again('p5', 'Annie')];
  await here.recordInteraction(
    tenant,
    completedInteraction('i', { participants, messages: [messageAt(1, 'p5', 'Back again')] }),
  );
  expect(
    await read('i', 'chatterIds chatterDetails { chatterId defaultAlias } transcript { createdBy }'),
  ).toEqual({
    chatterIds: ['ann@example.com'],
    chatterDetails: [{ chatterId: 'ann@example.com', defaultAlias: 'Ann' }],
    transcript: [{ createdBy: 'ann@example.com' }],
  });
});

test('a transcript does not end before its start, even if the clocks of two processes differ', async () => {
  await here.recordInteraction(tenant, completedInteraction('i', { endedAt: at(-5) }));
  expect(await read('i', 'startAt endAt')).toEqual({
    startAt: at(0).toISOString(),
    endAt: at(0).toISOString(),
  });
});

test('an exported transcript is imported unchanged, with the fields that hybris does not have', async () => {
  await here.recordInteraction(tenant, completedInteraction('i'));
  const lines = await exportFrom(server.app, 'hybris', tenant);
  expect(lines).toHaveLength(1);
  expect(await importInto(server.app, 'hybris', `${tenant}-copy`, lines.join('\n'))).toMatchObject({
    added: 1,
  });
  expect(await read('i', whole, staff, `${tenant}-copy`)).toEqual(await read('i'));
  expect(await exportFrom(server.app, 'hybris', `${tenant}-copy`)).toEqual(lines);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    interactionId: 'i',
    chatterDetails: [{ role: 'CUSTOMER' }, { role: 'AGENT' }, { role: 'AGENT' }],
  });
});
