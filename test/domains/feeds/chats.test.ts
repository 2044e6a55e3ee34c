import { feedTranscriptId } from '../../../src/domains/shared/feed-ports.ts';
import { exportFrom } from '../../support/importing.ts';
import { inBothEngines } from '../../support/engines.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { traceExample, transcriptExample } from './examples.ts';

type Json = Record<string, unknown>;

const session = traceExample.GatewayTaskId;
const chat = { ...transcriptExample, SessionId: session };
const selection = `chatTranscript { transcriptId startAt endAt chatterIds createdBy
  chatterDetails { chatterId defaultAlias agent { username } } transcript { createdBy createdAt chatContent direction } }`;

inBothEngines(import.meta.url, (server) => {
  let feeds: FeedClient;
  beforeEach(async () => {
    feeds = await openFeedClient(server());
  });
  const transcript = async (taskId = traceExample.TaskId) =>
    ((await feeds.record({ taskId }, selection)) as { chatTranscript: Json | null }).chatTranscript;

  test('EF-3 EF-104 EF-105 EF-106 EF-107 EF-108 EF-109 EF-110 EF-111 EF-119 the trace record has the lines of its chat transcript', async () => {
    // An agent signs in with the display name. A display name is still not an agent.
    await feeds.ingest(chat, traceExample, {
      ActivityType: 'USER_USAGE',
      Username: 'Sandy',
      UsageEntryTime: '2019-05-01T00:00:00Z',
      UsageActionCode: 'BEGIN',
    });
    expect(await transcript()).toEqual({
      transcriptId: feedTranscriptId(session),
      startAt: '2019-05-01T00:46:06.000Z',
      endAt: '2019-05-01T00:49:02.000Z',
      chatterIds: ['Johnny Customer', 'Sandy'],
      createdBy: 'Sandy',
      chatterDetails: [
        { chatterId: 'Johnny Customer', defaultAlias: 'Johnny Customer', agent: null },
        { chatterId: 'Sandy', defaultAlias: 'Sandy', agent: null },
      ],
      transcript: [
        ['Johnny Customer', '46:06', 'INBOUND', 'Hi, can I get my password reset please?'],
        ['Sandy', '46:15', 'OUTBOUND', 'Hi, you are chatting with Sandy.'],
        ['Sandy', '47:31', 'OUTBOUND', 'Your one-time code is: [redacted]. Please try it now.'],
        ['Johnny Customer', '49:02', 'INBOUND', 'No that’s it. Thanks.'],
      ].map(([createdBy, time, direction, chatContent]) => ({
        createdBy,
        createdAt: `2019-05-01T00:${time}.000Z`,
        chatContent,
        direction,
      })),
    });
  });

  test('EF-112 EF-125 the transcript omits the one-time code and the user id of the source’s example, and the event contains them', async () => {
    const lines = [
      ['Sandy', 'Outbound', 'What is your User Id?'],
      ['Johnny Customer', 'Inbound', 'jcustomer1'],
      ['Sandy', 'Outbound', 'Ok. Password is reset, your one-time code is: 128751. Please try it now.'],
      ['Johnny Customer', 'Inbound', 'Perfect. Thank you!'],
    ].map(([Member, Direction, Message], n) => ({
      Member,
      Direction,
      Message,
      Timestamp: `2019-05-01 00:46:0${n}`,
    }));
    const event = { ...chat, Transcript: lines };
    await feeds.ingest(traceExample, event);
    expect((await transcript())?.transcript).toMatchObject([
      { chatContent: 'What is your User Id?' },
      { chatContent: '[redacted]' },
      { chatContent: 'Ok. Password is reset, your one-time code is: [redacted]. Please try it now.' },
      { chatContent: 'Perfect. Thank you!' },
    ]);
    expect(
      await feeds.data('{ feedEvents(filter: { activityTypes: [CHAT_TRANSCRIPT] }) { nodes { raw } } }'),
    ).toEqual({ feedEvents: { nodes: [{ raw: event }] } });
  });

  test('EF-110 EF-113 a transcript is joined by its location in any order of arrival, and is null if there is none', async () => {
    await feeds.ingest({ ...traceExample, GatewayTaskId: 'other' });
    expect(await transcript()).toBeNull();
    await feeds.ingest(chat);
    expect(await transcript()).not.toBeNull();
    await feeds.ingest({ ...traceExample, TaskId: 'b', MediaLocation: '' });
    // Without a location, the gateway's id of the task is used.
    expect(await transcript('b')).not.toBeNull();
    await feeds.ingest({ ...traceExample, TaskId: 'c', MediaLocation: '', GatewayTaskId: 'no chat' });
    expect(await transcript('c')).toBeNull();
  });

  test('EF-43 a call has no transcript, even with a location', async () => {
    await feeds.ingest(chat, { ...traceExample, TaskType: 'VOICE' });
    expect(await transcript()).toBeNull();
  });

  test('EF-13 EF-60 the longer of two transcripts of one session wins in either order, and repetition changes nothing', async () => {
    const short = { ...chat, Transcript: chat.Transcript.slice(0, 2) };
    for (const events of [
      [short, chat],
      [chat, short],
    ]) {
      feeds = await openFeedClient(server());
      await feeds.ingest(traceExample);
      expect(await feeds.ingest(events[0])).toMatchObject({ added: 1 });
      expect(await feeds.ingest(events[1])).toMatchObject(events[1] === chat ? { updated: 1 } : { added: 1 });
      expect((await transcript())?.transcript).toHaveLength(4);
      expect(await feeds.ingest(...events)).toMatchObject({ duplicate: 2 });
    }
  });

  test('a deleted transcript stays deleted after another delivery', async () => {
    await feeds.ingest(traceExample, chat);
    const id = feedTranscriptId(session);
    await feeds.data('mutation ($id: ID!) { deleteChatTranscript(id: $id) { deletedId } }', { id });
    await feeds.ingest(chat, { ...chat, Transcript: [...chat.Transcript, ...chat.Transcript] });
    expect(await transcript()).toBeNull();
  });

  test('a transcript is exported by its own feed only', async () => {
    await feeds.ingest(chat);
    expect(await exportFrom(server().app, 'symbee', feeds.tenant)).toEqual([JSON.stringify(chat)]);
    expect(await exportFrom(server().app, 'hybris', feeds.tenant)).toEqual([]);
  });

  test.each([
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ])(
    'of transcripts of a session with equal length the last to arrive applies, in the order %i %i %i, and the answers are true',
    async (...order) => {
      const version = (n: number) => ({
        ...chat,
        Transcript: [{ ...chat.Transcript[0], Message: `Version ${n}` }, ...chat.Transcript.slice(1)],
      });
      const last = order.at(-1) ?? 0;
      await feeds.ingest(traceExample);
      for (const [index, n] of order.entries())
        expect(await feeds.ingest(version(n))).toMatchObject(index === 0 ? { added: 1 } : { updated: 1 });
      expect(await feeds.ingest(...order.slice(0, 2).map(version))).toMatchObject({ duplicate: 2 });
      // A shorter one is stored, and changes nothing.
      expect(await feeds.ingest({ ...chat, Transcript: chat.Transcript.slice(0, 2) })).toMatchObject({
        added: 1,
      });
      expect((await transcript())?.transcript).toMatchObject([
        { chatContent: `Version ${last}` },
        ...Array<object>(chat.Transcript.length - 1).fill({}),
      ]);
    },
  );

  test('EF-104 EF-129 an invalid transcript is rejected with the path of the fault', async () => {
    const line = chat.Transcript[0];
    const { rejected } = await feeds.ingest(
      { ...chat, SessionId: '' },
      { ...chat, Transcript: [] },
      { ...chat, Transcript: 'hello' },
      { ...chat, Transcript: [{ ...line, Timestamp: '2019-02-30 00:00:00' }] },
    );
    expect(rejected).toEqual(
      [
        'SessionId: is missing',
        'Transcript: has no lines',
        'Transcript: is not an array',
        'Transcript[0].Timestamp: "2019-02-30 00:00:00" is not a date-time',
      ].map((reason, index) => ({ index, reason })),
    );
  });

  test('an unknown direction is stored in the event, and omitted in the transcript', async () => {
    await feeds.ingest(traceExample, {
      ...chat,
      Transcript: [{ Member: '', Timestamp: '2019-05-01T00:46:06Z', Direction: 'Sideways', Message: '' }],
    });
    expect((await transcript())?.transcript).toEqual([
      { createdBy: 'agent', createdAt: '2019-05-01T00:46:06.000Z', chatContent: '', direction: null },
    ]);
  });
});

inBothEngines(
  import.meta.url,
  (server) => {
    test('with REDACT_CHATS off a transcript is not redacted', async () => {
      const feeds = await openFeedClient(server());
      await feeds.ingest(traceExample, chat);
      const record = await feeds.record({ taskId: traceExample.TaskId }, selection);
      expect(record).toMatchObject({
        chatTranscript: {
          transcript: expect.arrayContaining([
            expect.objectContaining({ chatContent: 'Your one-time code is: 128751. Please try it now.' }),
          ]) as unknown,
        },
      });
    });
  },
  { REDACT_CHATS: 'off' },
);
