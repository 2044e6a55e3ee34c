import { minify } from '../../../src/intake/index.ts';
import {
  conversation,
  conversationWith,
  exampleRecord,
  openConversation,
  recordWith,
} from '../../fixtures/liveperson/index.ts';
import { inBothEngines } from '../../support/engines.ts';
import { bareGraph, everyField } from '../../support/every-field.ts';
import { counts, exportFrom, importInto } from '../../support/importing.ts';
import { tokenFor } from '../../support/server.ts';

// Conversations of LivePerson's Messaging Interactions through importer, graph and export.

type Json = Record<string, unknown>;

const conversationId = '7d0e5a34-61b2-4c1f-9a57-2f6c1f0b8e21';
const engagementId = `messaging:${conversationId}`;
const wholeEngagement = everyField(bareGraph().schema, 'Engagement');
const responseOf = (records: readonly unknown[]): string =>
  JSON.stringify({ _metadata: { count: records.length }, conversationHistoryRecords: records }, undefined, 2);

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  let token: string;
  let count = 0;
  beforeEach(async () => {
    tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
    token = await tokenFor('engagement.view', { tenant });
  });
  const importing = (input: string | readonly unknown[]) =>
    importInto(server().app, 'liveperson', tenant, input);
  const exported = () => exportFrom(server().app, 'liveperson', tenant);
  const read = async (selection: string, id = engagementId, as = token): Promise<Json> =>
    (
      await server().data<{ engagement: Json }>(
        `query ($id: ID!) { engagement(id: $id) ${selection} }`,
        { id },
        as,
      )
    ).engagement;

  test('EH-161 EHX-3 participants, course and scores of a conversation are in the graph, and the export equals the import', async () => {
    const { faults, ...report } = await importing(responseOf([conversation()]));
    expect({ faults, ...report }).toEqual({ faults: [], ...counts(1, { added: 1 }) });
    expect(await exported()).toEqual([JSON.stringify(conversation())]);

    const { info, ...answer } = await read(`{
      engagementId startTime endTime duration agent { username } interaction { id } erasedAt summary
      info ${everyField(bareGraph().schema, 'EngagementInfo')}
      campaign { campaignEngagementName campaignId engagementAgentNote lobId lobName }
      visitorInfo { country city device deviceRaw ipAddress browser operatingSystem }
      coBrowseSessions { sessionId startTime endTime interactiveTime endReason duration interactive }
    }`);
    expect(answer).toEqual({
      engagementId,
      startTime: '2026-01-09T11:00:00.000Z',
      endTime: '2026-01-10T12:00:00.200Z',
      duration: 90_000_200,
      agent: { username: 'raj@wheels.example' },
      interaction: null,
      erasedAt: null,
      summary: 'Brakes squeal; booked for Saturday.',
      campaign: {
        campaignEngagementName: 'Bubble',
        campaignId: '552151',
        engagementAgentNote: 'Be brief',
        lobId: '552155',
        lobName: 'Service',
      },
      visitorInfo: {
        country: 'Ireland',
        city: 'Dublin',
        device: 'MOBILE',
        deviceRaw: 'MOBILE',
        ipAddress: '192.0.2.7',
        browser: 'Chrome 143.0',
        operatingSystem: 'ANDROID',
      },
      coBrowseSessions: [
        {
          sessionId: 'cb-1',
          startTime: '2026-01-09T11:06:40.000Z',
          endTime: '2026-01-09T11:07:40.000Z',
          interactiveTime: '2026-01-09T11:06:50.000Z',
          endReason: 'AGENT',
          duration: 60_000,
          interactive: true,
        },
      ],
    });
    expect(info).toEqual({
      accountId: 'acc5521',
      realTimeId: conversationId,
      sharkEngagementId: null,
      visitorId: 'c1f2a6d0e9b84d7f',
      visitorName: 'Siobhán',
      isInteractive: true,
      agentId: '55210012',
      agentNickname: 'Raj',
      agentLoginName: 'raj@wheels.example',
      agentFullName: 'Rajesh Nair',
      agentDeleted: false,
      agentGroupId: '552130',
      agentGroupName: 'Workshop',
      skillId: '552142',
      skillName: 'repairs',
      isPreChatSurvey: false,
      isPostChatSurvey: true,
      isAgentSurvey: true,
      channel: 'WEB',
      channelRaw: 'SHARK',
      startReason: null,
      startReasonRaw: null,
      startReasonDesc: null,
      endReason: 'VISITOR_CLOSED',
      endReasonRaw: 'CONSUMER',
      endReasonDesc: 'MANUAL_CLOSE',
      engagementSet: null,
      engagementSequence: null,
      mcs: null,
      alertedMcs: 'POSITIVE',
      chatMcs: 71,
      chatRequestedTime: null,
      chatStartUrl: 'https://wheels.example/workshop',
      chatStartPage: 'Workshop',
      isPartial: false,
      ended: true,
      chatDataEnriched: null,
      csat: 4,
    });
  });

  test('EHX-3 EHX-6 EHX-7 messages become lines in the order of time, with their content', async () => {
    await importing([conversation()]);
    const { lines } = (await read(
      `{ lines { time by source sourceRaw visibility subTypeRaw textType textTypeRaw text json lineSeq agentId score { mcs } quickReplies contextData } }`,
    )) as { lines: (Json & Record<'source' | 'by' | 'textType' | 'text', string | null>)[] };
    const words = lines.map(({ source, by, textType, text }) => [source, by, textType, text].join('|'));
    expect(words).toEqual([
      'VISITOR|Siobhán|PLAIN|My brakes squeal',
      'AGENT|Helper|PLAIN|Hello! What is it about?',
      'VISITOR|Siobhán|PLAIN|A repair, and I want to talk to a person',
      'SYSTEM||PLAIN|Ann has joined',
      'AGENT|Ann|HTML|Good morning, <b>Ann</b> here. Can you send a picture?',
      'AGENT|Ann|PLAIN|Third time this month, see the notes',
      'VISITOR|Siobhán|URL|/acc5521/6f1c/brakes.jpg',
      'AGENT|Ann|URL|https://files.example/brakes-manual.pdf',
      'AGENT|Raj|RICH_CONTENT|',
      'AGENT|Raj|OTHER|',
      'VISITOR|Siobhán|PLAIN|null',
      'AGENT|Helper|PLAIN|How did we do, from 1 to 5?',
      'VISITOR|Siobhán|PLAIN|4',
    ]);
    expect(lines[4]).toEqual({
      time: '2026-01-09T11:01:02.000Z',
      by: 'Ann',
      source: 'AGENT',
      sourceRaw: 'Agent',
      visibility: 'EVERYONE',
      subTypeRaw: 'ALL',
      textType: 'HTML',
      textTypeRaw: 'TEXT_HTML',
      text: 'Good morning, <b>Ann</b> here. Can you send a picture?',
      json: null,
      lineSeq: '4',
      agentId: '55210011',
      score: null,
      quickReplies: null,
      contextData: null,
    });
    expect(lines[5]).toMatchObject({ visibility: 'AGENTS', subTypeRaw: 'AGENTS_AND_MANAGERS' });
    expect(lines.map(({ score }) => score)).toMatchObject({ 0: { mcs: 41 }, 10: { mcs: 71 }, 11: null });
    expect(lines[6]?.json).toEqual({
      relativePath: '/acc5521/6f1c/brakes.jpg',
      fileType: 'JPG',
      caption: 'The front wheel',
    });
    expect(lines[8]?.json).toMatchObject({
      type: 'vertical',
      elements: [{ text: 'Workshop on Quay Street' }, {}],
    });
    expect(lines[9]).toMatchObject({
      textTypeRaw: 'SECURE_FORM_INVITATION',
      json: { secureForm: { formId: 'f-12', title: 'Card details' } },
    });
    const replies = { type: 'quickReplies', replies: [{ title: 'A repair' }, { title: 'Something else' }] };
    expect(lines.map(({ quickReplies }) => quickReplies)).toMatchObject({ 0: null, 1: replies, 8: replies });
    expect(lines[2]?.contextData).toMatchObject([
      { botResponse: { intents: [{ id: 'brakes', confidenceScore: 0.912 }] } },
      { actionReason: { reason: 'asks for a person' } },
    ]);
  });

  test('EHX-3 EHX-4 surveys, attributes, transfers, scores and statuses are in the graph', async () => {
    await importing([conversation()]);
    expect(
      await read(`{
        surveys {
          preChat { name }
          postChat { surveyId name source sourceRaw questionId displayName value values answersId time }
          operator { surveyId name source sourceRaw questionId displayName value values answersId time }
        }
        sdes { kind kindRaw sdeType isAuthenticated serverTimeStamp attribute {
          ... on CustomerInfoAttribute { customerId customerType balance }
          ... on LeadAttribute { topic value leadId }
          ... on OtherSdeAttribute { name json }
        } }
        transfers { time reason sourceSkillId sourceSkillName sourceAgentId sourceAgentLoginName
          targetSkillId targetSkillName assignedAgentId assignedAgentLoginName }
        lineScores { lineSeq lineRawScore mcs }
        messageStatuses { lineSeq status time participantId participantType participantTypeRaw }
      }`),
    ).toEqual({
      surveys: {
        preChat: [],
        postChat: [
          {
            surveyId: 'sv-1',
            name: 'Satisfaction',
            source: 'POST_CHAT',
            sourceRaw: 'Satisfaction',
            questionId: 'q-1',
            displayName: 'How did we do, from 1 to 5?',
            value: '4',
            values: [],
            answersId: ['a-4'],
            time: null,
          },
          {
            surveyId: 'sv-1',
            name: 'Satisfaction',
            source: 'POST_CHAT',
            sourceRaw: 'Satisfaction',
            questionId: 'q-2',
            displayName: 'What could be better?',
            value: 'The wait',
            values: [],
            answersId: [],
            time: null,
          },
        ],
        operator: [
          {
            surveyId: 'as-2',
            name: 'Wrap-up',
            source: 'OPERATOR',
            sourceRaw: 'operator',
            questionId: 'w-1',
            displayName: 'What was it about?',
            value: 'Brakes',
            values: ['Brakes', 'A visit'],
            answersId: ['b', 'v'],
            time: '2026-01-10T12:00:05.000Z',
          },
          {
            surveyId: 'as-1',
            name: 'Wrap-up',
            source: 'OPERATOR',
            sourceRaw: 'operator',
            questionId: 'w-1',
            displayName: 'What was it about?',
            value: 'Brakes',
            values: ['Brakes'],
            answersId: ['b'],
            time: '2026-01-10T09:13:20.000Z',
          },
        ],
      },
      sdes: [
        {
          kind: 'CUSTOMER_INFO',
          kindRaw: 'customerInfo',
          sdeType: 'CUSTOMER_INFO',
          isAuthenticated: true,
          serverTimeStamp: '2026-01-09T11:00:00.050Z',
          attribute: { customerId: 'K-8812', customerType: 'club', balance: '-12.5' },
        },
        {
          kind: 'LEAD',
          kindRaw: 'lead',
          sdeType: 'LEAD',
          isAuthenticated: false,
          serverTimeStamp: '2026-01-09T11:00:00.060Z',
          attribute: { topic: 'winter check', value: '-1', leadId: 'L-3' },
        },
        {
          kind: 'OTHER',
          kindRaw: 'searchContent',
          sdeType: 'SEARCH_CONTENT',
          isAuthenticated: false,
          serverTimeStamp: '2026-01-09T11:00:00.070Z',
          attribute: {
            name: 'searchContent',
            json: { serverTimeStamp: 1767956400070, keywords: ['brake pads', 'quay street'] },
          },
        },
      ],
      transfers: [
        {
          time: '2026-01-09T11:00:10.000Z',
          reason: 'Skill',
          sourceSkillId: '-1',
          sourceSkillName: 'Unassigned',
          sourceAgentId: '55210090',
          sourceAgentLoginName: 'helper-bot',
          targetSkillId: '552142',
          targetSkillName: 'repairs',
          assignedAgentId: null,
          assignedAgentLoginName: null,
        },
        {
          time: '2026-01-10T10:59:50.000Z',
          reason: 'Agent',
          sourceSkillId: '552142',
          sourceSkillName: 'repairs',
          sourceAgentId: '55210011',
          sourceAgentLoginName: 'ann@wheels.example',
          targetSkillId: '552142',
          targetSkillName: 'repairs',
          assignedAgentId: '55210012',
          assignedAgentLoginName: 'raj@wheels.example',
        },
      ],
      lineScores: [
        { lineSeq: '0', lineRawScore: -12, mcs: 41 },
        { lineSeq: '11', lineRawScore: 3, mcs: 71 },
      ],
      messageStatuses: [
        ['0', 'ACCEPT', '2026-01-09T11:00:00.150Z', '55210090', 'AGENT', 'Agent'],
        ['4', 'ACCEPT', '2026-01-09T11:01:02.300Z', 'c1f2a6d0e9b84d7f', 'VISITOR', 'Consumer'],
        ['4', 'READ', '2026-01-09T11:01:10.000Z', 'c1f2a6d0e9b84d7f', 'VISITOR', 'Consumer'],
        ['6', 'READ', '2026-01-09T12:00:00.200Z', '55210011', 'AGENT', 'Agent'],
      ].map(([lineSeq, status, time, participantId, participantType, participantTypeRaw]) => ({
        lineSeq,
        status,
        time,
        participantId,
        participantType,
        participantTypeRaw,
      })),
    });
  });

  test('EHX-3 a customer sees neither messages between agents nor staff-only fields', async () => {
    await importing([conversation()]);
    const customer = await tokenFor('chat.customer engagement.view', { tenant, subject: 'ann' });
    const visible = JSON.stringify(await read(wholeEngagement, engagementId, customer));
    for (const hidden of [
      'Third time',
      'booked for Saturday',
      'confidenceScore',
      'helper-bot',
      'READ',
      '192.0.2.7',
    ])
      expect([hidden, visible.includes(hidden)]).toEqual([hidden, false]);
    expect(visible).toContain('My brakes squeal');
    expect(visible).toContain('Something else');
  });

  test('EH-161 importing a conversation twice changes nothing, even with other white space', async () => {
    await importing([conversation()]);
    const before = await read(wholeEngagement);
    expect(await importing([conversation()])).toMatchObject(counts(1, { duplicate: 1 }));
    expect(await importing(responseOf([conversation()]))).toMatchObject(counts(1, { duplicate: 1 }));
    expect(await read(wholeEngagement)).toEqual(before);
  });

  test('EH-161 EHX-5 a complete closed record replaces an open partial one as the next version', async () => {
    const selection =
      '{ endTime duration info { ended isPartial endReason csat } lines { text } metadata { version createdAt } }';
    expect(await importing([openConversation()])).toMatchObject(counts(1, { added: 1 }));
    const open = await read(selection);
    expect(open).toMatchObject({
      endTime: null,
      duration: 64_000,
      info: { ended: false, isPartial: true, endReason: null, csat: null },
      lines: [
        { text: 'My brakes squeal' },
        { text: 'Good morning, <b>Ann</b> here. Can you send a picture?' },
      ],
      metadata: { version: 1 },
    });

    expect(await importing([conversation()])).toMatchObject(counts(1, { updated: 1 }));
    const closed = await read(selection);
    expect(closed).toMatchObject({
      endTime: '2026-01-10T12:00:00.200Z',
      info: { ended: true, isPartial: false, endReason: 'VISITOR_CLOSED', csat: 4 },
      metadata: { version: 2, createdAt: (open.metadata as Json).createdAt },
    });
    expect(closed.lines).toHaveLength(13);
    expect(await exported()).toEqual([JSON.stringify(conversation())]);
  });

  test('EH-161 one file can hold both shapes, as single records or as several responses', async () => {
    const chats = [exampleRecord(4), recordWith({ engagementId: 'acc5521-1' })];
    const conversations = [conversation(), conversationWith({ conversationId: 'c2' })];
    const lines = [chats[0], conversations[0], conversations[1], chats[1]];
    expect(await importing(lines)).toMatchObject(counts(4, { added: 4 }));
    // In the order of their starts, unchanged.
    expect(new Set(await exported())).toEqual(new Set(lines.map((record) => JSON.stringify(record))));
    const starts = (await exported()).map((line) => (JSON.parse(line) as { info: Json }).info.startTimeL);
    expect(starts).toEqual([...starts].sort((a, b) => Number(a) - Number(b)));

    const both = `${JSON.stringify({ interactionHistoryRecords: chats })}\n${responseOf(conversations)}`;
    expect(await importing(both)).toMatchObject(counts(4, { duplicate: 4 }));
    expect(await importing((await exported()).join('\n'))).toMatchObject(counts(4, { duplicate: 4 }));
    for (const id of ['qa844815054294982965', 'acc5521-1', engagementId, 'messaging:c2'])
      expect(await read('{ engagementId }', id)).toEqual({ engagementId: id });
  });

  test('EH-161 an export returns unknown fields, exact numbers and the order of keys', async () => {
    const odd = `{ "intents": [ { "confidenceScore": 0.910, "big": 12345678901234567890 } ],
      "info": { "startTimeL": 1500000000000, "futureField": "\\u00e9", "conversationId": "c1", "status": "OPEN",
                "status": "CLOSE" }, "responseTime": { "latestEffectiveResponseDueTime": -1 } }`;
    expect(await importing(odd)).toMatchObject(counts(1, { added: 1 }));
    expect(await exported()).toEqual([minify(odd)]);
    expect(await read('{ info { ended } }', 'messaging:c1')).toEqual({ info: { ended: true } });
  });

  test('EH-161 an invalid conversation is rejected with the line and column of the fault, and the rest is imported', async () => {
    const file = [
      '{"info":{"conversationId":"c1","startTimeL":1500000000000}}',
      '{"info":{"conversationId":"c2","startTimeL":"soon"}}',
      '{"info":{"startTimeL":1500000000000},"messageRecords":[]}',
      '{"info":{"conversationId":"c4","startTimeL":1500000000000},"messageRecords":[{"seq":0},7]}',
      '{"info":{"engagementId":"messaging:c1","startTimeL":1500000000000}}',
    ].join('\n');
    const { faults, ...report } = await importing(file);
    expect(report).toEqual(counts(5, { added: 1, rejected: 4 }));
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['2:45', '3:9', '4:88', '5:25']);
    expect(await exported()).toEqual([file.split('\n')[0]]);
  });

  test('EH-161 conversations are listed among the chats', async () => {
    const start = { startTimeL: 1_500_000_000_000 };
    await importing([
      recordWith(start),
      conversationWith({ startTimeL: 1_500_000_000_001, status: 'CLOSE' }),
    ]);
    const { engagements } = await server().data<{ engagements: { totalCount: number; nodes: Json[] } }>(
      `{ engagements(filter: { start: { from: "2017-07-14T00:00:00Z", to: "2017-07-15T00:00:00Z" } }) {
        totalCount nodes { engagementId } } }`,
      {},
      token,
    );
    expect(engagements).toEqual({
      totalCount: 2,
      nodes: [{ engagementId: 'messaging:c1' }, { engagementId: 'acc1' }],
    });
  });
});
