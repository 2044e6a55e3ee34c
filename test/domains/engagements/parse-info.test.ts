import { agentUsername } from '../../../src/domains/engagements/model.ts';
import {
  exampleRecord,
  type Fields,
  laterRecord,
  parsed,
  recordWith,
} from '../../fixtures/liveperson/index.ts';

const examples = [4, 5, 6] as const;
const infoWith = (info: Fields) => parsed(recordWith(info)).info;

describe('times', () => {
  test('EH-68 the text of a time and its milliseconds name the same instant', () => {
    for (const example of examples) {
      const both = parsed(exampleRecord(example));
      const record = exampleRecord(example);
      const info = record.info as Fields;
      const textAlone = parsed({ ...record, info: { ...info, startTimeL: null, endTimeL: null } });
      const millisecondsAlone = parsed({ ...record, info: { ...info, startTime: null, endTime: null } });
      for (const one of [textAlone, millisecondsAlone]) {
        expect([one.startTime, one.endTime]).toEqual([both.startTime, both.endTime]);
      }
    }
    expect(parsed(exampleRecord(4))).toMatchObject({
      startTime: new Date('2015-05-28T04:46:23.209Z'),
      endTime: new Date('2015-05-28T04:46:23.410Z'),
    });
  });

  test('EH-68 if the text and the milliseconds differ, the milliseconds are used', () => {
    const { startTime } = parsed(
      recordWith({ startTimeL: 1_500_000_000_000, startTime: '2015-05-28 04:46:23.209+0000' }),
    );
    expect(startTime).toEqual(new Date(1_500_000_000_000));
  });

  test.each([
    ['2015-05-28 04:46:23.209+0000', '2015-05-28T04:46:23.209Z'],
    ['2015-05-28T04:46:23.209+0000', '2015-05-28T04:46:23.209Z'],
    ['2015-05-28T04:46:23.209Z', '2015-05-28T04:46:23.209Z'],
    ['2015-05-28 04:46:23.209+05:30', '2015-05-27T23:16:23.209Z'],
    ['2015-05-28T04:46:23-0100', '2015-05-28T05:46:23.000Z'],
    ['2015-05-28 04:46:23.209', '2015-05-28T04:46:23.209Z'],
    ['1432788383209', '2015-05-28T04:46:23.209Z'],
    [1_432_788_383_209, '2015-05-28T04:46:23.209Z'],
  ])('EH-69 a text of a time has a space or a T: %s', (written, instant) => {
    expect(parsed(recordWith({ startTimeL: undefined, startTime: written })).startTime.toISOString()).toBe(
      instant,
    );
  });

  test.each([
    ['seconds beside the text', 1_791_194_400, '2026-10-05 10:00:00.000+0000', '2026-10-05T10:00:00.000Z'],
    ['seconds alone', 1_791_194_400, undefined, '2026-10-05T10:00:00.000Z'],
    ['seconds in a text', '1791194400', null, '2026-10-05T10:00:00.000Z'],
    ['a time that is too early in any unit', 5, '2026-10-05 10:00:00.000+0000', '2026-10-05T10:00:00.000Z'],
    ['0', 0, '2026-10-05 10:00:00.000+0000', '2026-10-05T10:00:00.000Z'],
    ['a leap second', null, '2016-12-31 23:59:60.000+0000', '2017-01-01T00:00:00.000Z'],
  ])('EH-68 a start given as %s is read', (_, startTimeL, startTime, expected) => {
    expect(parsed(recordWith({ startTimeL, startTime })).startTime.toISOString()).toBe(expected);
    expect(parsed(recordWith({ endTimeL: startTimeL, endTime: startTime })).endTime?.toISOString()).toBe(
      expected,
    );
  });

  test('milliseconds can be a text', () => {
    expect(parsed(recordWith({ startTimeL: '1500000000000' })).startTime).toEqual(
      new Date(1_500_000_000_000),
    );
  });

  test('EHX-5 an end of -1, "undefined" or "null" is a missing end', () => {
    expect(parsed(laterRecord())).not.toHaveProperty('endTime');
    for (const nothing of [-1, '-1', 'undefined', 'null', null, '']) {
      expect(parsed(recordWith({ endTimeL: nothing, endTime: nothing }))).not.toHaveProperty('endTime');
    }
    expect(parsed(recordWith({ endTimeL: -1, endTime: '2017-07-14 03:00:00.000+0000' })).endTime).toEqual(
      new Date('2017-07-14T03:00:00Z'),
    );
  });

  test('EH-92 the request to chat is at or before the start', () => {
    const { info, startTime } = parsed(exampleRecord(5));
    expect(info.chatRequestedTime).toEqual(new Date('2017-02-01T17:11:55.781Z'));
    expect(info.chatRequestedTime?.getTime()).toBeLessThanOrEqual(startTime.getTime());
    expect(infoWith({ chatRequestedTime: '2017-02-01 17:11:55.781+0000' }).chatRequestedTime).toEqual(
      info.chatRequestedTime,
    );
  });
});

describe('duration', () => {
  test('EH-70 duration is given in seconds and kept in milliseconds; it can be 0', () => {
    expect(examples.map((example) => parsed(exampleRecord(example)).duration)).toEqual([0, 887_000, 887_000]);
    expect(parsed(recordWith({ duration: '61' })).duration).toBe(61_000);
  });

  test('EH-70 the default duration is the time from start to end', () => {
    const startTimeL = 1_500_000_000_000;
    expect(parsed(recordWith({ startTimeL, endTimeL: startTimeL + 1234 })).duration).toBe(1234);
    expect(parsed(recordWith({ startTimeL, endTimeL: startTimeL - 1 })).duration).toBe(0);
    expect(parsed(recordWith({ startTimeL, duration: -5 })).duration).toBe(0);
  });
});

describe('visitor and agent', () => {
  test('EH-71 the visitor has an id and a name', () => {
    expect(parsed(exampleRecord(4)).info).toMatchObject({
      visitorId: 'ozimnjlwddrzbhnfhjkdao',
      visitorName: 'Joe',
    });
  });

  test('EHX-5 a visitor named "undefined" has no name', () => {
    expect(parsed(laterRecord()).info).not.toHaveProperty('visitorName');
  });

  test('EH-72 an engagement id is the account id followed by the real-time id', () => {
    expect(parsed(exampleRecord(4))).toMatchObject({
      engagementId: 'qa844815054294982965',
      info: { accountId: 'qa84481505', realTimeId: '4294982965' },
    });
    expect(infoWith({ accountId: 'other' })).not.toHaveProperty('realTimeId');
  });

  test('EH-73 the internal id is optional', () => {
    expect(parsed(exampleRecord(5)).info.sharkEngagementId).toBe('qa35931557_xMzD21hMRaOLuOl27h9yaw_1');
    expect(parsed(exampleRecord(4)).info).not.toHaveProperty('sharkEngagementId');
    expect(parsed(laterRecord()).info).not.toHaveProperty('sharkEngagementId');
  });

  test('EH-76 an agent id is the same as a number and as a text', () => {
    expect(infoWith({ agentId: 213185812 }).agentId).toBe('213185812');
    expect(infoWith({ agentId: '213185812' }).agentId).toBe('213185812');
  });

  test('EH-77 agentNickName is read like agentName, and agentFullname like agentFullName', () => {
    expect(parsed(exampleRecord(4)).info.agentNickname).toBe('Greg');
    expect(parsed(exampleRecord(5)).info).toMatchObject({
      agentNickname: 'liorr@liveperson.com',
      agentFullName: 'liorr@liveperson.com',
    });
    expect(parsed(laterRecord()).info).toMatchObject({ agentNickname: 'Ann', agentFullName: 'Ann Example' });
  });

  test('EH-78 the login name of the agent is read, and optionally whether the agent was deleted', () => {
    expect(parsed(exampleRecord(4)).info.agentLoginName).toBe('greg@liveperson.com');
    expect(parsed(exampleRecord(4)).info).not.toHaveProperty('agentDeleted');
    expect(parsed(laterRecord()).info.agentDeleted).toBe(true);
    expect(infoWith({ agentDeleted: false }).agentDeleted).toBe(false);
  });

  test('an agent is identified by the login name, or else by account and agent id; 0 and -1 identify no agent', () => {
    expect(parsed(exampleRecord(4)).agentUsername).toBe('greg@liveperson.com');
    expect(parsed(laterRecord()).agentUsername).toBe('liveperson:le42424242:777');
    for (const agentId of ['0', '-1', 0, -1, null, '', 'undefined']) {
      expect(parsed(recordWith({ agentId, agentLoginName: '' }))).not.toHaveProperty('agentUsername');
    }
    expect(agentUsername({ agentLoginName: 'ann', agentId: '-1' })).toBe('ann');
  });

  test('EH-79 a skill id of -1 is unassigned, under any name', () => {
    expect(parsed(exampleRecord(4)).info).toMatchObject({ skillId: '-1', skillName: 'marketing' });
    expect(parsed(exampleRecord(5)).info).toMatchObject({ skillId: '-1', skillName: 'Unassigned' });
  });

  test('EH-87 a group id of -1 and a group name of NA are legal', () => {
    expect(parsed(exampleRecord(4)).info).toMatchObject({ agentGroupId: '-1', agentGroupName: 'NA' });
    expect(parsed(exampleRecord(5)).info).toMatchObject({ agentGroupId: '-1', agentGroupName: 'Main Group' });
  });
});

describe('course', () => {
  test('EH-74 isInteractive is read before its copy, and the lines decide if both are missing', () => {
    expect(parsed(exampleRecord(5)).info.isInteractive).toBe(true);
    expect(parsed(laterRecord()).info.isInteractive).toBe(true);
    expect(infoWith({ isInteractive: false, interactive: true }).isInteractive).toBe(false);
    expect(infoWith({}).isInteractive).toBe(false);
    const transcript = { lines: [{ source: 'visitor', text: 'hello' }] };
    expect(parsed(recordWith({}, { transcript })).info.isInteractive).toBe(true);
  });

  test('EH-80 the channel is chat; other values are kept', () => {
    for (const example of examples) expect(parsed(exampleRecord(example)).info.channel).toBe('WEB');
    expect(infoWith({ channel: '1' }).channel).toBe('WEB');
    expect(infoWith({ channel: -1 }).channel).toBe('UNKNOWN');
    expect(infoWith({ channel: 2 }).channel).toBe('VOICE');
    expect(parsed(laterRecord()).info).toMatchObject({ channel: 'OTHER', channelRaw: '7' });
  });

  test('EH-81 the start reason has a code and a text', () => {
    expect(parsed(exampleRecord(4)).info).toMatchObject({
      startReason: 'VISITOR_REQUEST',
      startReasonDesc: 'Visitor request',
    });
    expect(parsed(laterRecord()).info.startReason).toBe('ACD_ATTEMPT');
  });

  test.each([
    ['0', 'VISITOR_REQUEST'],
    ['1', 'TRANSFER'],
    ['2', 'TRANSFER_FAILED'],
    ['3', 'ACD_ATTEMPT'],
    ['4', 'ACD_NO_ASSIGNMENT'],
    ['5', 'OPERATOR_ASSIGNMENT'],
    ['6', 'SKILL_REASSIGN'],
    ['7', 'REP_REQUEST'],
    ['8', 'A2A_REASSIGN'],
  ])('EH-82 start reason %s is %s', (code, reason) => {
    for (const startReason of [code, Number(code)]) {
      const info = infoWith({ startReason });
      expect(info.startReason).toBe(reason);
      expect(info).not.toHaveProperty('startReasonRaw');
    }
  });

  test.each([
    ['101', 'TRANSFER_TO_REP'],
    ['106', 'TRANSFER_TO_SKILL'],
    ['201', 'REP_STOPPED'],
    ['202', 'REP_DISCONNECTED'],
    ['205', 'VISITOR_DISCONNECTED'],
    ['208', 'VISITOR_GONE'],
    ['210', 'VISITOR_CLOSED'],
  ])('EH-83 end reason %s is %s', (code, reason) => {
    expect(infoWith({ endReason: code }).endReason).toBe(reason);
    expect(infoWith({ endReason: Number(code) }).endReason).toBe(reason);
  });

  test('EH-84 an unknown reason is kept with its description', () => {
    expect(parsed(laterRecord()).info).toMatchObject({
      endReason: 'OTHER',
      endReasonRaw: '999',
      endReasonDesc: 'Something new',
    });
    expect(infoWith({ startReason: '-1', startReasonDesc: 'why' })).toMatchObject({
      startReason: 'OTHER',
      startReasonRaw: '-1',
      startReasonDesc: 'why',
    });
  });

  test('EH-85 EH-86 the counters of split and transferred engagements are kept', () => {
    expect(parsed(exampleRecord(4)).info).toMatchObject({ engagementSet: 0, engagementSequence: 0 });
    expect(parsed(laterRecord()).info).toMatchObject({ engagementSet: 2, engagementSequence: 1 });
    expect(infoWith({ engagementSet: 2 ** 31 })).not.toHaveProperty('engagementSet');
  });

  test('EH-93 address and title of the first page are read', () => {
    expect(parsed(exampleRecord(5)).info).toMatchObject({
      chatStartUrl: 'http://hc1d.dev.lprnd.net/smt.jsp?siteid=qa35931557',
      chatStartPage: 'LE 2.0 Test Page',
    });
  });

  test('EH-94 a partial record is marked', () => {
    expect(parsed(laterRecord()).info.isPartial).toBe(true);
    expect(parsed(exampleRecord(5)).info.isPartial).toBe(false);
    expect(parsed(exampleRecord(4)).info).not.toHaveProperty('isPartial');
  });

  test('EH-95 an engagement has ended unless the record says otherwise', () => {
    for (const example of examples) expect(parsed(exampleRecord(example)).info.ended).toBe(true);
    expect(parsed(laterRecord()).info.ended).toBe(true);
  });

  test('EH-96 whether the data is final is read', () => {
    expect(parsed(exampleRecord(4)).info.chatDataEnriched).toBe(false);
    expect(parsed(laterRecord()).info.chatDataEnriched).toBe(true);
  });
});

describe('scores and surveys', () => {
  test('EH-88 mcs is -1, 0, 1 or null', () => {
    expect([-1, 0, 1, '1', null, 5].map((mcs) => infoWith({ mcs }).mcs)).toEqual([
      'NEGATIVE',
      'NEUTRAL',
      'POSITIVE',
      'POSITIVE',
      undefined,
      undefined,
    ]);
    expect(parsed(exampleRecord(4)).info).not.toHaveProperty('mcs');
    expect(parsed(exampleRecord(5)).info.mcs).toBe('POSITIVE');
  });

  test('EH-89 alertedMCS is -1, 0 or 1, and optional', () => {
    expect(parsed(exampleRecord(6)).info.alertedMcs).toBe('POSITIVE');
    expect(parsed(exampleRecord(5)).info).not.toHaveProperty('alertedMcs');
    expect(parsed(laterRecord()).info.alertedMcs).toBe('NEGATIVE');
    expect(infoWith({ alertedMCS: 0 }).alertedMcs).toBe('NEUTRAL');
  });

  test('EH-90 chatMCS is 0 to 100, and optional', () => {
    expect(parsed(exampleRecord(5)).info.chatMcs).toBe(60);
    expect(parsed(laterRecord()).info.chatMcs).toBe(12);
    expect(infoWith({ chatMCS: 0 }).chatMcs).toBe(0);
    expect(parsed(exampleRecord(4)).info).not.toHaveProperty('chatMcs');
  });

  test('EH-91 the flags of surveys agree with the surveys', () => {
    for (const record of [...examples.map(exampleRecord), laterRecord()]) {
      const { info, surveys } = parsed(record);
      expect(info.isPreChatSurvey).toBe(surveys.preChat.length > 0);
      expect(info.isPostChatSurvey).toBe(surveys.postChat.length > 0);
      expect(info.isAgentSurvey).toBe(surveys.operator.length > 0);
    }
    expect(parsed(exampleRecord(6)).info).toMatchObject({ isPreChatSurvey: true, isAgentSurvey: false });
    expect(infoWith({ isAgentSurvey: true }).isAgentSurvey).toBe(true);
  });
});
