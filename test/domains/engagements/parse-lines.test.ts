import { visibleTo } from '../../../src/domains/shared/visibility.ts';
import {
  exampleRecord,
  type Fields,
  laterRecord,
  parsed,
  recordWith,
} from '../../fixtures/liveperson/index.ts';

const start = 1_500_000_000_000;
const linesOf = (...lines: readonly unknown[]) =>
  parsed(recordWith({ startTimeL: start }, { transcript: { lines } })).lines;
const lineWith = (line: Fields) => linesOf(line)[0];

describe('transcript', () => {
  test('EH-97 lines are in the order of time, then of the source', () => {
    const { lines } = parsed(laterRecord());
    expect(lines.map(({ time, text }) => [time.getTime() - 1_541_410_200_000, text])).toEqual([
      [3000, '<b onclick="alert(1)">hello</b><script>alert(\'1\')</script>'],
      [5000, 'null'],
      [5000, 'undefined'],
      [6000, 'has this one called before?'],
      [7000, 'a hint'],
      [8000, undefined],
    ]);
  });

  test('EH-97 a line without a time follows the line before it', () => {
    const lines = linesOf(
      { text: 'a' },
      { text: 'b', timeL: start + 2000 },
      { text: 'c', time: 'undefined' },
      { text: 'd', timeL: start + 1000 },
    );
    expect(lines.map(({ text, time }) => [text, time.getTime() - start])).toEqual([
      ['a', 0],
      ['d', 1000],
      ['b', 2000],
      ['c', 2000],
    ]);
  });

  test('EH-98 a line has time, control type, text, by, source, sub-type, text type and canned answer', () => {
    expect(parsed(exampleRecord(4)).lines[0]).toEqual({
      time: new Date('2015-05-28T04:46:19.147Z'),
      controlType: 'WELCOME',
      text: 'Thank you for choosing to chat with us. An agent will be with you shortly.',
      by: 'info',
      source: 'SYSTEM',
      visibility: 'EVERYONE',
      textType: 'PLAIN',
      lineSeq: '78',
      score: { lineSeq: '78', lineRawScore: 0, mcs: 0 },
    });
    expect(lineWith({ time: '2015-05-28 04:46:19.147+0000' })?.time).toEqual(
      new Date('2015-05-28T04:46:19.147Z'),
    );
  });

  test('EH-99 lineSeq is optional text and can have gaps', () => {
    expect(parsed(exampleRecord(4)).lines.map(({ lineSeq }) => lineSeq)).toEqual(['78', '80', '81']);
    for (const line of parsed(exampleRecord(5)).lines) expect(line).not.toHaveProperty('lineSeq');
    expect(lineWith({ lineSeq: 7 })?.lineSeq).toBe('7');
  });

  test('EH-100 a line has the agent id of its sender; 0 means no agent', () => {
    const { lines } = parsed(exampleRecord(5));
    for (const { source, agentId } of lines)
      expect(agentId).toBe(source === 'AGENT' ? '213185812' : undefined);
    expect(lineWith({ agentId: '0' })).not.toHaveProperty('agentId');
  });

  test.each([
    ['plain', 'PLAIN'],
    ['html', 'HTML'],
    ['url', 'URL'],
    ['rich-content', 'RICH_CONTENT'],
  ])('EH-101 text type %s is %s', (textType, type) => {
    expect(lineWith({ textType })).toMatchObject({ textType: type });
    expect(lineWith({ textType })).not.toHaveProperty('textTypeRaw');
  });

  test('EH-101 another text type is kept', () => {
    expect(parsed(laterRecord()).lines[4]).toMatchObject({ textType: 'OTHER', textTypeRaw: 'markdown' });
  });

  test('EH-102 lines of rich content have json and no text', () => {
    const rich = parsed(exampleRecord(5)).lines.filter(({ textType }) => textType === 'RICH_CONTENT');
    expect(rich).toHaveLength(1);
    expect(rich[0]).toHaveProperty('json');
    expect(rich[0]).not.toHaveProperty('text');
  });

  test('EH-103 rich content is kept unchanged, whatever its keys', () => {
    for (const record of [exampleRecord(5), laterRecord()]) {
      const sent = (record.transcript as { lines: Fields[] }).lines.find(
        ({ json }) => json !== undefined,
      )?.json;
      const kept = parsed(record).lines.find(({ json }) => json !== undefined)?.json;
      expect(JSON.stringify(JSON.parse(kept ?? ''))).toBe(JSON.stringify(sent));
    }
    expect(lineWith({ json: 'text' })?.json).toBe('"text"');
    expect(lineWith({ json: false })?.json).toBe('false');
  });

  test('EH-104 coordinates that are out of range are kept', () => {
    const { json } = parsed(exampleRecord(5)).lines.find((line) => line.json !== undefined) ?? {};
    expect(json).toContain('"lo":23423423,"la":2423423423}');
  });

  test.each([
    ['visitor', 'VISITOR', undefined],
    ['agent', 'AGENT', undefined],
    ['system', 'SYSTEM', undefined],
    ['Agent', 'AGENT', 'Agent'],
    ['bot', 'OTHER', 'bot'],
    [null, 'OTHER', undefined],
  ])('EH-105 source %s is %s', (source, kind, raw) => {
    expect(lineWith({ source })?.source).toBe(kind);
    expect(lineWith({ source })?.sourceRaw).toBe(raw);
  });

  test('EH-106 a customer sees neither lines for agents nor lines of an unknown kind', () => {
    const { lines } = parsed(laterRecord());
    expect(lines.map(({ visibility }) => visibility)).toEqual([
      'EVERYONE',
      'EVERYONE',
      'EVERYONE',
      'AGENTS',
      'AGENTS',
      'EVERYONE',
    ]);
    expect(lines[3]).not.toHaveProperty('subTypeRaw');
    expect(lines[4]?.subTypeRaw).toBe('ONLY_TO_MANAGER');
    expect(visibleTo({ kind: 'customer' }, lines).map(({ visibility }) => visibility)).toEqual(
      Array(4).fill('EVERYONE'),
    );
    expect(visibleTo({ kind: 'agent' }, lines)).toEqual(lines);
    expect(visibleTo({ kind: 'service' }, lines)).toEqual(lines);
    expect(lineWith({})?.visibility).toBe('EVERYONE');
    expect(lineWith({ subType: 'only-to-rep' })?.visibility).toBe('AGENTS');
  });

  test('EH-107 0 means no canned answer, a positive number its id, a negative number an edited answer', () => {
    const { lines } = parsed(laterRecord());
    expect(lines.map(({ cannedAnswer }) => cannedAnswer)).toEqual([
      { cannedAnswerId: '4711', changed: true },
      undefined,
      undefined,
      { cannedAnswerId: '815', changed: false },
      undefined,
      undefined,
    ]);
    expect(lineWith({ cannedAnswerType: '-12' })?.cannedAnswer).toEqual({
      cannedAnswerId: '12',
      changed: true,
    });
  });

  test.each([
    [0, 'CHAT', undefined],
    [3, 'JOINED', undefined],
    [4, 'WELCOME', undefined],
    [5, 'ENDED', undefined],
    ['5', 'ENDED', undefined],
    [17, 'OTHER', '17'],
    [-3, 'OTHER', '-3'],
  ])('EH-108 control type %s is %s', (controlType, meaning, raw) => {
    expect(lineWith({ controlType })?.controlType).toBe(meaning);
    expect(lineWith({ controlType })?.controlTypeRaw).toBe(raw);
  });

  test('EH-109 a line is by the visitor, an agent\'s nickname, or "info"', () => {
    expect(parsed(exampleRecord(5)).lines.map(({ source, by }) => [source, by])).toEqual([
      ['SYSTEM', 'info'],
      ['SYSTEM', 'info'],
      ['AGENT', 'liorr@liveperson.com'],
      ['VISITOR', 'You'],
      ['VISITOR', 'You'],
      ['AGENT', 'liorr@liveperson.com'],
      ['AGENT', 'liorr@liveperson.com'],
      ['AGENT', 'liorr@liveperson.com'],
      ['AGENT', 'liorr@liveperson.com'],
      ['SYSTEM', 'info'],
    ]);
  });

  test('EH-110 lines before the start and after the end are accepted', () => {
    const { lines, startTime, endTime } = parsed(exampleRecord(4));
    expect(lines).toHaveLength(3);
    expect(lines[0]?.time.getTime()).toBeLessThan(startTime.getTime());
    expect(lines[2]?.time.getTime()).toBeGreaterThan(endTime?.getTime() ?? Infinity);
  });

  test('EH-111 text is unchanged, with markup, spaces and any character', () => {
    const text = ' <script>alert("x & y")</script>\u0000\r\n\t\u202e\ud83d\ude00 ';
    expect(lineWith({ text, textType: 'html' })?.text).toBe(text);
    expect(parsed(laterRecord()).lines[0]?.text).toBe(
      '<b onclick="alert(1)">hello</b><script>alert(\'1\')</script>',
    );
  });

  test('EH-112 a transcript with only system lines is valid', () => {
    expect(parsed(exampleRecord(4)).lines.map(({ source }) => source)).toEqual([
      'SYSTEM',
      'SYSTEM',
      'SYSTEM',
    ]);
  });

  test('EH-122 empty text is kept', () => {
    expect(lineWith({ text: '', by: '' })).toMatchObject({ text: '', by: '' });
  });

  test('EHX-5 "undefined" and "null" are kept in texts of people, and are missing values in names', () => {
    const { lines } = parsed(laterRecord());
    expect(lines[1]?.text).toBe('null');
    expect(lines[1]).not.toHaveProperty('by');
    expect(lines[2]?.text).toBe('undefined');
  });
});

describe('scores', () => {
  const lineScores = [
    { lineSeq: '2', lineRawScore: -31, mcs: 40 },
    { lineSeq: 3, lineRawScore: '1.5', mcs: '55' },
    { lineSeq: '3', lineRawScore: 9, mcs: 9 },
    { lineSeq: '99', lineRawScore: 0, mcs: 50 },
  ];
  const scored = parsed(
    recordWith(
      {},
      { lineScores, transcript: { lines: [{ lineSeq: '1' }, { lineSeq: 2 }, { lineSeq: '3' }] } },
    ),
  );

  test('EH-113 line scores are joined to the lines by lineSeq', () => {
    expect(scored.lines.map(({ score }) => score?.lineRawScore)).toEqual([undefined, -31, 1.5]);
    expect(scored.lineScores.map(({ lineSeq }) => lineSeq)).toEqual(['2', '3', '3', '99']);
    expect(parsed(exampleRecord(4)).lineScores).toEqual(
      ['78', '80', '81'].map((lineSeq) => ({ lineSeq, lineRawScore: 0, mcs: 0 })),
    );
  });

  test('EH-114 a line score has the score up to its line', () => {
    expect(scored.lines.map(({ score }) => score?.mcs)).toEqual([undefined, 40, 55]);
  });
});
