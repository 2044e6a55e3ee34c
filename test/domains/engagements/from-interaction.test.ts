import {
  engagementIdOf,
  type CompletedInteraction,
} from '../../../src/domains/shared/completed-interaction.ts';
import { createEngagements } from '../../../src/domains/engagements/index.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { createStorage } from '../../../src/storage/index.ts';
import {
  abandonedInteraction,
  ann,
  at,
  completedInteraction,
  messageAt,
} from '../../fixtures/completed-interaction.ts';
import { recordWith } from '../../fixtures/liveperson/index.ts';
import { exportFrom, importInto } from '../../support/importing.ts';
import { testDatabase } from '../../support/mongo.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

type Json = Record<string, unknown>;
type Operations = ReturnType<typeof createEngagements>['operations'];

const settings = { maxSearchDays: 31, maskIpAddresses: false };
let server: TestServer;
let local: Operations;
let tenant: string;
let count = 0;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  local = createEngagements(server.app.storage, systemClock, settings).operations;
});
afterAll(() => server.stop());
beforeEach(() => {
  tenant = `t${count++}`;
});

const staff = 'engagement.view agent.view';
const customer = 'engagement.view chat.customer';
const read = async (id: string, selection: string, scopes = staff): Promise<Json | null> =>
  (
    await server.data<{ engagement: Json | null }>(
      `query ($id: ID!) { engagement(id: $id) { ${selection} } }`,
      { id: engagementIdOf(id) },
      await tokenFor(scopes, { tenant }),
    )
  ).engagement;
const record = (id: string, changes: Partial<CompletedInteraction> = {}) =>
  local.recordInteraction(tenant, completedInteraction(id, changes));
const lines =
  'lines { time text textType textTypeRaw by source sourceRaw lineSeq visibility subTypeRaw controlType agentId }';

test('EH-68 EH-70 EH-71 EH-74 EH-78 EH-81 EH-83 EH-92 EH-95 a completed live interaction becomes an engagement', async () => {
  await record('i');
  const found = await read(
    'i',
    `engagementId startTime endTime duration agent { username } metadata { version }
     info { accountId realTimeId visitorId visitorName isInteractive agentId agentNickname agentLoginName skillId skillName
       isPreChatSurvey channel channelRaw startReason startReasonRaw startReasonDesc endReason endReasonRaw endReasonDesc
       chatRequestedTime isPartial ended chatDataEnriched }
     surveys { preChat { name } } lineScores { mcs } coBrowseSessions { sessionId } sdes { kind } campaign { campaignId }`,
  );
  expect(found).toEqual({
    engagementId: 'switchboard:i',
    // Ann accepted after ten seconds in the queue.
    startTime: at(10).toISOString(),
    endTime: at(100).toISOString(),
    duration: 90_000,
    agent: { username: 'ann@example.com' },
    metadata: { version: 1 },
    info: {
      accountId: null,
      realTimeId: 'i',
      visitorId: 'C4327014826',
      visitorName: 'Joe',
      isInteractive: true,
      agentId: null,
      agentNickname: 'Ann',
      agentLoginName: 'ann@example.com',
      skillId: 'billing',
      skillName: 'billing',
      isPreChatSurvey: false,
      channel: 'WEB',
      channelRaw: '1',
      startReason: 'VISITOR_REQUEST',
      startReasonRaw: '0',
      startReasonDesc: 'Visitor request',
      endReason: 'VISITOR_CLOSED',
      endReasonRaw: '210',
      endReasonDesc: 'Visitor closed chat',
      chatRequestedTime: at(0).toISOString(),
      isPartial: false,
      ended: true,
      chatDataEnriched: null,
    },
    surveys: { preChat: [] },
    lineScores: [],
    coBrowseSessions: [],
    sdes: [],
    campaign: null,
  });
});

test('EH-97 EH-98 EH-99 EH-105 EH-109 lines keep the order of the conversation and have the source’s values', async () => {
  await record('i');
  const found = await read('i', lines);
  const line = (
    lineSeq: number,
    source: string,
    by: string | null,
    text: string,
    visibility = 'EVERYONE',
  ) => ({
    time: at(lineSeq).toISOString(),
    text,
    textType: 'PLAIN',
    textTypeRaw: 'plain',
    by,
    source,
    sourceRaw: source.toLowerCase(),
    lineSeq: String(lineSeq),
    visibility,
    subTypeRaw: visibility === 'AGENTS' ? 'ONLY_TO_REP' : 'REGULAR',
    controlType: 'CHAT',
    agentId: null,
  });
  expect(found?.lines).toEqual([
    line(3, 'VISITOR', 'Joe', 'Grüße 👩‍👩‍👧, my bill\nis wrong'),
    line(12, 'AGENT', 'Ann', 'Let me see.'),
    line(41, 'AGENT', 'Ann', 'Can we credit him?', 'AGENTS'),
    // Bob has no nickname, and customers do not see his user name.
    line(42, 'AGENT', null, 'Yes.', 'AGENTS'),
    line(70, 'AGENT', 'Ann', 'It will be corrected.'),
  ]);
});

test('EH-106 a customer sees neither the lines for agents nor any user name', async () => {
  await record('i');
  const visible = await read(
    'i',
    `${lines} agent { username } info { agentLoginName agentNickname }`,
    customer,
  );
  expect((visible?.lines as Json[] | undefined)?.map(({ text }) => text)).toEqual([
    'Grüße 👩‍👩‍👧, my bill\nis wrong',
    'Let me see.',
    'It will be corrected.',
  ]);
  expect(visible).toMatchObject({ agent: null, info: { agentLoginName: null, agentNickname: 'Ann' } });
  expect(JSON.stringify(visible)).not.toContain('example.com');
});

test('the engagement is listed by its start among those of other sources', async () => {
  await importInto(server.app, 'liveperson', tenant, [
    recordWith({ engagementId: 'before', startTimeL: at(-1).getTime() }),
    recordWith({ engagementId: 'after', startTimeL: at(600).getTime() }),
  ]);
  await record('i');
  const list = async (from: Date, to: Date) =>
    server.data(
      'query ($start: DateTimeRange) { engagements(filter: { start: $start }) { totalCount nodes { engagementId } } }',
      { start: { from, to } },
      await tokenFor(staff, { tenant }),
    );
  expect(await list(at(-600), at(1200))).toEqual({
    engagements: {
      totalCount: 3,
      nodes: ['after', 'switchboard:i', 'before'].map((engagementId) => ({ engagementId })),
    },
  });
  // Spans are rounded to ten minutes.
  expect(await list(at(0), at(600))).toMatchObject({
    engagements: { nodes: [{ engagementId: 'switchboard:i' }] },
  });
});

test.each([
  ['AGENT_ENDED', { endReason: 'REP_STOPPED', endReasonRaw: '201', endReasonDesc: 'Rep stopped chat' }],
  [
    'CUSTOMER_LEFT',
    { endReason: 'VISITOR_CLOSED', endReasonRaw: '210', endReasonDesc: 'Visitor closed chat' },
  ],
] as const)('EH-83 the end %s has the name that the source uses', async (endReason, expected) => {
  await record('i', { endReason });
  expect(await read('i', 'info { endReason endReasonRaw endReasonDesc }')).toEqual({ info: expected });
});

test('EH-70 an abandoned interaction has no agent and a duration of 0', async () => {
  await local.recordInteraction(tenant, abandonedInteraction('i'));
  expect(
    await read(
      'i',
      'startTime endTime duration agent { username } lines { text } info { isInteractive agentNickname endReason }',
    ),
  ).toEqual({
    startTime: at(0).toISOString(),
    endTime: at(20).toISOString(),
    duration: 0,
    agent: null,
    lines: [],
    info: { isInteractive: false, agentNickname: null, endReason: 'VISITOR_CLOSED' },
  });
});

test.each([
  ['WEBCHAT', 'WEB', '1'],
  ['SMS_PINPOINT', 'WEB', '1'],
  ['VOICE', 'VOICE', '2'],
  ['UC_CALL', 'VOICE', '2'],
  ['ROUTED_EMAIL', 'OTHER', 'ROUTED_EMAIL'],
] as const)('EH-43 an interaction of the type %s is of the channel %s', async (type, channel, channelRaw) => {
  await record('i', { type });
  expect(await read('i', 'info { channel channelRaw }')).toEqual({ info: { channel, channelRaw } });
});

test('EH-74 an engagement is interactive only if the customer wrote', async () => {
  await record('i', { messages: [messageAt(1, 'p2', 'Hello?')] });
  expect(await read('i', 'info { isInteractive }')).toEqual({ info: { isInteractive: false } });
});

test('the agent’s nickname is that of the last accept', async () => {
  const participants = [
    ...completedInteraction('i').participants,
    { ...ann, participantId: 'p4', nickname: 'Annie', joinedAt: at(80) },
  ];
  await record('i', { participants });
  expect(await read('i', 'info { agentNickname }')).toEqual({ info: { agentNickname: 'Annie' } });
});

test('durations are never negative, even if the clocks of two processes differ', async () => {
  await record('i', { endedAt: at(-5), participants: [{ ...ann, joinedAt: at(-3) }] });
  expect(await read('i', 'startTime endTime duration info { chatRequestedTime }')).toEqual({
    startTime: at(0).toISOString(),
    endTime: at(0).toISOString(),
    duration: 0,
    info: { chatRequestedTime: at(0).toISOString() },
  });
});

test('a conversation that exceeds a document keeps its first 10,000 lines and is partial', async () => {
  await record('i', {
    messages: Array.from({ length: 10_050 }, (_, n) => messageAt(n, 'p1', 'x'.repeat(400))),
  });
  const found = await read('i', 'info { isPartial } lines { lineSeq }');
  expect(found).toMatchObject({ info: { isPartial: true }, lines: { length: 10_000 } });
});

test('recording an interaction twice, or by two processes at once, stores one engagement', async () => {
  const { uri, name } = testDatabase(import.meta.url);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  const remote = createEngagements(storage, systemClock, settings).operations;
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      (n % 2 === 0 ? local : remote).recordInteraction(tenant, completedInteraction('i')),
    ),
  );
  await storage.close();
  const first = await read('i', 'metadata { createdAt modifiedAt version }');
  await record('i');
  expect(await read('i', 'metadata { createdAt modifiedAt version }')).toEqual(first);
  expect(first).toMatchObject({ metadata: { version: 1 } });
});

test('EH-160 erasing the customer works as for any visitor, and a repeated recording restores nothing', async () => {
  await record('i');
  expect(await local.eraseVisitor(tenant, 'C4327014826')).toBe(1);
  await record('i');
  await record('i', { messages: [] });
  const found = await read('i', `erasedAt info { visitorId visitorName agentLoginName } ${lines}`);
  expect(found).toMatchObject({
    erasedAt: expect.any(String) as unknown,
    info: { visitorId: null, visitorName: null, agentLoginName: 'ann@example.com' },
  });
  expect((found?.lines as Json[] | undefined)?.map(({ text }) => text)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(JSON.stringify(found)).not.toMatch(/Joe|C4327014826|bill/);
});

test('the liveperson export omits engagements of live interactions', async () => {
  const imported = recordWith({ engagementId: 'e', startTimeL: at(0).getTime() });
  await importInto(server.app, 'liveperson', tenant, [imported]);
  await record('i');
  expect(await exportFrom(server.app, 'liveperson', tenant)).toEqual([JSON.stringify(imported)]);
});
