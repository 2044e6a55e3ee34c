import { withoutVisitor } from '../../../src/domains/engagements/model.ts';
import { parseLivePersonRecord } from '../../../src/domains/engagements/parse/record.ts';
import {
  conversation,
  conversationWith,
  openConversation,
  parsed,
  recordWith,
  type Fields,
} from '../../fixtures/liveperson/index.ts';

// Parsing of LivePerson's Messaging Interactions.

const start = 1_500_000_000_000;
const message = (fields: Fields = {}): Fields => ({
  type: 'TEXT_PLAIN',
  messageData: { msg: { text: 'hello' } },
  sentBy: 'Consumer',
  timeL: start,
  ...fields,
});
const linesOf = (...messages: unknown[]) => parsed(conversationWith({}, { messageRecords: messages })).lines;
const lineOf = (fields: Fields) => linesOf(message(fields))[0];
const contentOf = (messageData: unknown, type?: string) => {
  const { text, json, textType, textTypeRaw, quickReplies } = lineOf({ messageData, type }) ?? {};
  return { text, json, textType, textTypeRaw, quickReplies };
};
const refusalOf = (record: unknown) => {
  const result = parseLivePersonRecord(record);
  return result.ok ? undefined : `${result.path.join('.')} ${result.reason}`;
};

describe('the shape of a record', () => {
  test('EH-161 a record with a conversation id is a conversation, even with the id of the offer beside it', () => {
    expect(parsed(conversationWith({})).engagementId).toBe('messaging:c1');
    expect(parsed(conversationWith({ engagementId: 2330596212 })).engagementId).toBe('messaging:c1');
  });

  test('EH-161 a record without a conversation id, in any form of missing, is a chat', () => {
    for (const conversationId of [undefined, null, '', 'undefined', 'null'])
      expect(parsed(recordWith({ conversationId })).engagementId).toBe('acc1');
  });

  test('EH-161 ids of conversations, chats and live interactions never collide', () => {
    expect(parsed(conversationWith({ conversationId: 'acc1' })).engagementId).not.toBe(
      parsed(recordWith({})).engagementId,
    );
    for (const engagementId of ['messaging:c1', 'switchboard:i1'])
      expect(refusalOf(recordWith({ engagementId }))).toMatch(
        /^info\.engagementId begins with \w+:, which is a reserved prefix/,
      );
  });

  test.each([
    [{ info: { startTimeL: start, conversationId: null } }, 'info.conversationId is missing'],
    [{ info: { startTimeL: start }, messageRecords: [] }, 'info.conversationId is missing'],
    [conversationWith({ conversationId: {} }), 'info.conversationId must be text or a number, not an object'],
    [conversationWith({ startTimeL: null }), 'info.startTime is missing'],
    [conversationWith({ startTimeL: -1, startTime: 'undefined' }), 'info.startTimeL is -1, which is no time'],
    [conversationWith({}, { messageRecords: {} }), 'messageRecords must be a list, not an object'],
    [conversationWith({}, { messageRecords: ['hi'] }), 'messageRecords.0 must be an object, not text'],
    [
      conversationWith({}, { messageRecords: [message(), message({ messageData: 'hi' })] }),
      'messageRecords.1.messageData must be an object, not text',
    ],
    [
      conversationWith({}, { messageRecords: [message({ messageData: { msg: { text: ['hi'] } } })] }),
      'messageRecords.0.messageData.msg.text must be text, not a list',
    ],
    [
      conversationWith({}, { messageRecords: [message({ contextData: [] })] }),
      'messageRecords.0.contextData must be an object, not a list',
    ],
    [conversationWith({}, { consumerParticipants: 'x' }), 'consumerParticipants must be a list, not text'],
    [conversationWith({}, { transfers: [7] }), 'transfers.0 must be an object, not a number'],
    [conversationWith({}, { messageStatuses: 7 }), 'messageStatuses must be a list, not a number'],
    [
      conversationWith({}, { conversationSurveys: [{ surveyData: {} }] }),
      'conversationSurveys.0.surveyData must be a list, not an object',
    ],
    [
      conversationWith({}, { previouslySubmittedAgentSurveys: [{ submittedAnswers: [{ answers: 1 }] }] }),
      'previouslySubmittedAgentSurveys.0.submittedAnswers.0.answers must be a list, not a number',
    ],
    [conversationWith({}, { unAuthSdes: { events: {} } }), 'unAuthSdes.events must be a list, not an object'],
    [conversationWith({}, { monitoring: [] }), 'monitoring must be an object, not a list'],
    [conversationWith({}, { summary: 'done' }), 'summary must be an object, not text'],
  ])('EH-161 malformed containers are rejected with path and reason: %j', (record, refusal) => {
    expect(refusalOf(record)).toContain(refusal);
  });
});

describe('the conversation', () => {
  test('EHX-3 a record needs only id and start: all other values can be missing, null or empty', () => {
    const least = parsed(conversationWith({}));
    expect(least).toEqual({
      engagementId: 'messaging:c1',
      startTime: new Date(start),
      duration: 0,
      info: {
        realTimeId: 'c1',
        isInteractive: false,
        isPreChatSurvey: false,
        isPostChatSurvey: false,
        isAgentSurvey: false,
        ended: false,
      },
      surveys: { preChat: [], postChat: [], operator: [] },
      lines: [],
      lineScores: [],
      coBrowseSessions: [],
      sdes: [],
      transfers: [],
      messageStatuses: [],
    });
    const whole = conversation();
    for (const nothing of [null, undefined, 'undefined', 'null', '']) {
      const rest = Object.fromEntries(Object.keys(whole).map((key) => [key, nothing]));
      const info = Object.fromEntries(Object.keys(whole.info as Fields).map((key) => [key, nothing]));
      const { info: told, ...record } = parsed(conversationWith({ ...info, ...idAndStart }, without(rest)));
      expect([nothing, record]).toEqual([nothing, withoutInfo(least)]);
      expect(told).toMatchObject(least.info);
    }
  });
  const idAndStart = { conversationId: 'c1', startTimeL: start };
  const without = ({ info: _, ...rest }: Fields): Fields => rest;
  const withoutInfo = ({ info: _, ...rest }: ReturnType<typeof parsed>) => rest;

  test('EHX-5 the texts "undefined" and "null" and an end of -1 are missing values, except in messages', () => {
    const { info, endTime, campaign, visitorInfo, lines } = parsed({
      ...openConversation(),
      campaign: { campaignName: 'undefined', goalName: 'null' },
      messageRecords: [message({ messageData: { msg: { text: 'undefined' } }, device: 'undefined' })],
    });
    expect([endTime, campaign]).toEqual([undefined, {}]);
    expect(info).not.toHaveProperty('endReason');
    expect(info).not.toHaveProperty('csat');
    expect(visitorInfo).toEqual({ operatingSystem: 'NA' });
    expect(info.visitorName).toBe('Siobhán Walsh');
    expect(lines.map(({ text }) => text)).toEqual(['undefined']);
  });

  test('EHX-3 a conversation has ended if its status is CLOSE or, without a status, if it has an end', () => {
    const endTimeL = start + 5000;
    const endOf = (info: Fields) => {
      const { info: read, endTime } = parsed(conversationWith(info));
      return [read.ended, endTime?.getTime()];
    };
    expect(endOf({ status: 'CLOSE', endTimeL })).toEqual([true, endTimeL]);
    expect(endOf({ status: 'CLOSE', endTimeL: -1, conversationEndTimeL: endTimeL })).toEqual([
      true,
      endTimeL,
    ]);
    expect(endOf({ status: 'CLOSE' })).toEqual([true, undefined]);
    expect(endOf({ status: 'OPEN', endTimeL })).toEqual([false, undefined]);
    expect(endOf({ status: 'OVERDUE', endTimeL: -1, endTime: 'undefined' })).toEqual([false, undefined]);
    expect(endOf({ endTimeL })).toEqual([true, endTimeL]);
    expect(endOf({ endTimeL: -1 })).toEqual([false, undefined]);
  });

  test('EHX-3 the duration is in milliseconds; its default is the time from start to end', () => {
    const durationOf = (info: Fields) => parsed(conversationWith(info)).duration;
    expect(durationOf({ duration: 78_970 })).toBe(78_970);
    expect(durationOf({ duration: -1, status: 'CLOSE', endTimeL: start + 61_001 })).toBe(61_001);
    expect(durationOf({ status: 'OPEN' })).toBe(0);
  });

  test('EHX-3 the source determines the channel; other sources than the web are kept as raw values', () => {
    const channelOf = (source: unknown) => {
      const { channel, channelRaw } = parsed(conversationWith({ source })).info;
      return [channel, channelRaw];
    };
    expect(channelOf('SHARK')).toEqual(['WEB', 'SHARK']);
    expect(channelOf('APP')).toEqual(['OTHER', 'APP']);
    expect(channelOf('undefined')).toEqual([undefined, undefined]);
  });

  test('EHX-3 a truncated record is partial, under both names of the source', () => {
    const isPartial = (info: Fields) => parsed(conversationWith(info)).info.isPartial;
    expect(isPartial({ isPartial: true })).toBe(true);
    expect(isPartial({ isPartial: false, isTruncated: true })).toBe(true);
    expect(isPartial({ isPartial: false })).toBe(false);
    expect(isPartial({})).toBeUndefined();
  });

  test('EHX-3 a queued conversation has no agent, whatever value stands in its place', () => {
    for (const latestAgentId of [undefined, null, 'null', 'undefined', '', '-1', -1, 0])
      expect(parsed(conversationWith({ brandId: 'acc', latestAgentId })).agentUsername).toBeUndefined();
    expect(parsed(conversationWith({ brandId: 'acc', latestAgentId: 17 })).agentUsername).toBe(
      'liveperson:acc:17',
    );
  });

  test('EHX-3 consumers and scores are read under their singular names as well', () => {
    const { info, lines, lineScores } = parsed(openConversation());
    expect([info.visitorId, info.visitorName]).toEqual(['c1f2a6d0e9b84d7f', 'Siobhán Walsh']);
    expect(lines[0]?.score).toEqual({ lineSeq: '0', lineRawScore: -12, mcs: 41 });
    // A message that is not in the record is identified by its id only.
    expect(lineScores.map(({ lineSeq }) => lineSeq)).toEqual(['0', 'ms::elsewhere::msg:7']);
  });

  test('without a consumer, the visitor id is that of the browser', () => {
    expect(parsed(conversationWith({ visitorId: 'browser' })).info.visitorId).toBe('browser');
    expect(
      parsed(conversationWith({ visitorId: 'browser' }, { consumerParticipants: [{ participantId: 'p' }] }))
        .info.visitorId,
    ).toBe('p');
  });
});

describe('the messages', () => {
  test('EHX-3 messages are in the order of time, then of the dialogs, then of their numbers', () => {
    const of = (seq: unknown, timeL: number | undefined, dialogId: string) =>
      message({ seq, timeL, dialogId, messageData: { msg: { text: `${dialogId}${String(seq)}` } } });
    const lines = linesOf(
      of(0, start + 9, 'survey'),
      of('10', start + 9, 'main'),
      of(9, start + 9, 'main'),
      of(1, undefined, 'main'),
      of(0, start, 'main'),
      of(1, start + 8, 'main'),
    );
    expect(lines.map(({ text }) => text)).toEqual(['main0', 'main1', 'main1', 'main9', 'main10', 'survey0']);
  });

  test('EHX-3 the sender of a message is the one that the source names, or else a participant with the same id', () => {
    const senders = (sentBy: unknown, participantId: string) => {
      const [line] = parsed(
        conversationWith(
          { latestAgentId: '8', latestAgentNickname: 'Raj' },
          {
            agentParticipants: [{ agentId: '7' }],
            agentParticipantsLeave: [{ agentId: '7', agentNickname: 'Ann' }],
            consumerParticipants: [{ participantId: 'p', consumerName: 'Joe' }],
            messageRecords: [message({ sentBy, participantId })],
          },
        ),
      ).lines;
      return [line?.source, line?.sourceRaw, line?.by, line?.agentId];
    };
    expect(senders('Consumer', 'p')).toEqual(['VISITOR', 'Consumer', 'Joe', undefined]);
    expect(senders('Agent', '7')).toEqual(['AGENT', 'Agent', 'Ann', '7']);
    expect(senders('agent', '8')).toEqual(['AGENT', undefined, 'Raj', '8']);
    expect(senders('System', 'null')).toEqual(['SYSTEM', 'System', undefined, undefined]);
    expect(senders('Controller', 'x')).toEqual(['OTHER', 'Controller', undefined, undefined]);
    expect(senders(undefined, '7')).toEqual(['AGENT', undefined, 'Ann', '7']);
    expect(senders('undefined', 'p')).toEqual(['VISITOR', undefined, 'Joe', undefined]);
    expect(senders(null, 'nobody')).toEqual(['OTHER', undefined, undefined, undefined]);
  });

  test('EHX-3 a message for agents is visible to agents only, and so is a message with an unknown audience', () => {
    const visibilityOf = (audience: unknown) => {
      const line = lineOf({ audience });
      return [line?.visibility, line?.subTypeRaw];
    };
    expect(visibilityOf('ALL')).toEqual(['EVERYONE', 'ALL']);
    expect(visibilityOf('AGENTS_AND_MANAGERS')).toEqual(['AGENTS', 'AGENTS_AND_MANAGERS']);
    expect(visibilityOf('SUPERVISORS')).toEqual(['AGENTS', 'SUPERVISORS']);
    expect(visibilityOf(undefined)).toEqual(['EVERYONE', undefined]);
  });

  test('EHX-6 a message with a text has its text type, and OTHER for an unknown type', () => {
    const typed = (type: string) => contentOf({ msg: { text: 'a <b>c</b>' } }, type).textType;
    expect(['TEXT_PLAIN', 'text', 'TEXT_HTML', 'LINK', 'NEW_TYPE'].map(typed)).toEqual([
      'PLAIN',
      'PLAIN',
      'HTML',
      'URL',
      'OTHER',
    ]);
    expect(contentOf({ msg: { text: 'a' } }, 'TEXT_PLAIN')).toEqual({
      text: 'a',
      textType: 'PLAIN',
      textTypeRaw: 'TEXT_PLAIN',
    });
  });

  test('EHX-6 the text of a file is its address, and its JSON has the other values', () => {
    const file = { relativePath: '/a/b.jpg', fileType: 'JPG', caption: 'the tent', preview: 'data:,' };
    expect(contentOf({ file }, 'HOSTED_FILE')).toEqual({
      text: '/a/b.jpg',
      json: JSON.stringify(file),
      textType: 'URL',
      textTypeRaw: 'HOSTED_FILE',
    });
    expect(contentOf({ msg: { text: 'look' }, file }).text).toBe('look');
    expect(contentOf({ file }).textType).toBe('URL');
  });

  test('EHX-6 the text of a link is its address, in each place in which the source writes it', () => {
    const link = { externalFileLink: 'https://x.example/a.pdf', fileType: 'PDF' };
    for (const messageData of [link, { link }, { externalLink: link }])
      expect(contentOf(messageData, 'LINK')).toMatchObject({
        text: 'https://x.example/a.pdf',
        json: JSON.stringify(link),
        textType: 'URL',
      });
  });

  test('EHX-6 rich content and quick replies are JSON in a text, with any keys, and are kept unchanged', () => {
    const content = '{"type":"vertical", "elements":[{"$x":{"a.b":1.50}}]}';
    expect(contentOf({ richContent: { content }, quickReplies: { content } }, 'RICH_CONTENT')).toEqual({
      json: content,
      quickReplies: content,
      textType: 'RICH_CONTENT',
      textTypeRaw: 'RICH_CONTENT',
    });
    expect(contentOf({ msg: { text: 'a or b?' }, quickReplies: { content } })).toEqual({
      text: 'a or b?',
      quickReplies: content,
    });
    // Some sources have the tree itself.
    expect(contentOf({ richContent: { type: 'vertical' } }).json).toBe('{"type":"vertical"}');
  });

  test('EHX-6 malformed JSON is kept as text, and a missing value is omitted', () => {
    expect(contentOf({ richContent: { content: '{"type":' } }).json).toBe('"{\\"type\\":"');
    for (const content of ['', 'undefined', 'null', null])
      expect(contentOf({ richContent: { content }, msg: { text: 'a' } })).toEqual({ text: 'a' });
  });

  test('EHX-6 JSON that nests too deeply to be serialized is refused', () => {
    const content = '['.repeat(100_000) + ']'.repeat(100_000);
    const record = conversationWith(
      {},
      { messageRecords: [message({ messageData: { richContent: { content } } })] },
    );
    expect(refusalOf(record)).toBe('messageRecords.0.messageData.richContent.content is nested too deeply');
  });

  test('EHX-6 a message of an unknown kind is kept whole', () => {
    const form = { secureForm: { formId: 'f-1', $odd: [1] } };
    expect(contentOf(form, 'SECURE_FORM_INVITATION')).toEqual({
      json: JSON.stringify(form),
      textType: 'OTHER',
      textTypeRaw: 'SECURE_FORM_INVITATION',
    });
    expect(contentOf(undefined, 'SECURE_FORM_SUBMIT')).toMatchObject({ textType: 'OTHER' });
  });

  test('EHX-7 the data of a bot is read from its parsed form, or else from the JSON in a text', () => {
    const contextOf = (contextData: unknown) => lineOf({ contextData })?.contextData;
    const structuredMetadata = [{ botResponse: { intents: [{ id: 'i', confidenceScore: 0.5 }] } }];
    const rawMetadata = '[{"type":"BotResponse","intents":[]}]';
    expect(contextOf({ structuredMetadata, rawMetadata })).toBe(JSON.stringify(structuredMetadata));
    expect(contextOf({ rawMetadata })).toBe(rawMetadata);
    expect(contextOf({ rawMetadata: '[{' })).toBe('"[{"');
    expect(contextOf({})).toBeUndefined();
    expect(contextOf('undefined')).toBeUndefined();
  });

  test('EHX-4 a delivery status refers to its message by the number of the line', () => {
    const status = (fields: Fields) => {
      const { messageStatuses } = parsed(
        conversationWith(
          {},
          { messageRecords: [message({ messageId: 'm', seq: 3 })], messageStatuses: [fields] },
        ),
      );
      return messageStatuses?.[0];
    };
    expect(
      status({
        messageId: 'm',
        seq: 3,
        timeL: start,
        participantId: 'p',
        participantType: 'Consumer',
        messageDeliveryStatus: 'READ',
      }),
    ).toEqual({
      lineSeq: '3',
      status: 'READ',
      time: new Date(start),
      participantId: 'p',
      participantType: 'VISITOR',
      participantTypeRaw: 'Consumer',
    });
    expect(status({ messageId: 'm', messageDeliveryStatus: 'ACCEPT' })).toEqual({
      lineSeq: '3',
      status: 'ACCEPT',
    });
    expect(status({ messageId: 'elsewhere' })).toEqual({ lineSeq: 'elsewhere' });
  });
});

test('EHX-3 attributes of authenticated and of unauthenticated visitors are distinguished', () => {
  const { sdes } = parsed({
    ...conversationWith({}),
    sdes: {
      events: [{ lead: { lead: { leadId: 'a' } } }, { lead: { leadId: 'b' }, isAuthenticated: false }],
    },
    unAuthSdes: { events: [{ lead: { leadId: 'c' } }] },
  });
  expect(sdes.map(({ isAuthenticated }) => isAuthenticated)).toEqual([true, false, false]);
  expect(sdes.map(({ kind }) => kind)).toEqual(['LEAD', 'LEAD', 'LEAD']);
});

test('EHX-9 numeric times, a lead value of -1, partial customer info and repeated attributes are read', () => {
  const lead = { lead: { serverTimeStamp: start, originalTimeStamp: start - 5, lead: { value: -1 } } };
  const { sdes } = parsed({
    ...conversationWith({}),
    sdes: { events: [lead, { ...lead, lead: { ...lead.lead, originalTimeStamp: start - 9 } }] },
    unAuthSdes: { events: [{ customerInfo: { customerInfo: { imei: '1' } } }] },
  });
  expect(sdes.map(({ originalTimeStamp }) => originalTimeStamp?.getTime())).toEqual([
    start - 5,
    start - 9,
    undefined,
  ]);
  expect(sdes[0]?.attribute).toEqual({ kind: 'LEAD', value: '-1' });
});

test('EHX-3 erasure removes the consumer from the summary, the statuses and the messages', () => {
  const erased = JSON.stringify(withoutVisitor(parsed(conversation()), new Date(0)));
  for (const personal of [
    'c1f2a6d0e9b84d7f',
    'Siobhán',
    'squeal',
    'Saturday',
    'brakes',
    'Quay Street',
    'repair,',
    '192.0.2.7',
    'The wait',
    'K-8812',
  ])
    expect([personal, erased.includes(personal)]).toEqual([personal, false]);
  expect(erased).toContain('"status":"READ"');
  expect(erased).toContain('raj@wheels.example');
});
