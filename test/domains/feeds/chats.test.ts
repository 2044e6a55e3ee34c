import { feedTranscriptId } from '../../../src/domains/shared/transcript-feed.ts';
import { exportFrom } from '../../support/importing.ts';
import { inBothEngines } from '../../support/engines.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { traceExample, transcriptExample } from './examples.ts';

type Json = Record<string, unknown>;

const session = traceExample.GatewayTaskId;
const chat = { ...transcriptExample, SessionId: session };
const selection = `chatTranscript { transcriptId startAt endAt chatterIds createdBy
  chatterDetails { id defaultAlias agent { username } } transcript { createdBy createdAt chatContent direction } }`;

inBothEngines(import.meta.url, (server) => {
  let desk: FeedClient;
  beforeEach(async () => {
    desk = await openFeedClient(server());
  });
  const transcript = async (taskId = traceExample.TaskId) =>
    ((await desk.record({ taskId }, selection)) as { chatTranscript: Json | null }).chatTranscript;

  test('EF-3 EF-104 EF-105 EF-106 EF-107 EF-108 EF-109 EF-110 EF-111 EF-119 a transcript is read from its trace record, line by line', async () => {
    // Somebody signs in with the name that was shown to the customer: it is still no more than a name.
    await desk.ingest(chat, traceExample, {
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
        { id: 'Johnny Customer', defaultAlias: 'Johnny Customer', agent: null },
        { id: 'Sandy', defaultAlias: 'Sandy', agent: null },
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

  test('EF-112 EF-125 the code and the user id of the source’s example are not in the transcript, and are in the event', async () => {
    const said = [
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
    const event = { ...chat, Transcript: said };
    await desk.ingest(traceExample, event);
    expect((await transcript())?.transcript).toMatchObject([
      { chatContent: 'What is your User Id?' },
      { chatContent: '[redacted]' },
      { chatContent: 'Ok. Password is reset, your one-time code is: [redacted]. Please try it now.' },
      { chatContent: 'Perfect. Thank you!' },
    ]);
    expect(
      await desk.data('{ feedEvents(filter: { activityTypes: [CHAT_TRANSCRIPT] }) { nodes { raw } } }'),
    ).toEqual({ feedEvents: { nodes: [{ raw: event }] } });
  });

  test('EF-110 EF-113 it is joined by where it lies, whichever comes first; where none is kept there is none', async () => {
    await desk.ingest({ ...traceExample, GatewayTaskId: 'other' });
    expect(await transcript()).toBeNull();
    await desk.ingest(chat);
    expect(await transcript()).not.toBeNull();
    await desk.ingest({ ...traceExample, TaskId: 'b', MediaLocation: '' });
    // Without a place, by the gateway's task.
    expect(await transcript('b')).not.toBeNull();
    await desk.ingest({ ...traceExample, TaskId: 'c', MediaLocation: '', GatewayTaskId: 'no chat' });
    expect(await transcript('c')).toBeNull();
  });

  test('EF-43 a call has no transcript, whatever its place says', async () => {
    await desk.ingest(chat, { ...traceExample, TaskType: 'VOICE' });
    expect(await transcript()).toBeNull();
  });

  test('EF-13 EF-60 of two transcripts of one session the longer stays, in either order; twice changes nothing', async () => {
    const short = { ...chat, Transcript: chat.Transcript.slice(0, 2) };
    for (const events of [
      [short, chat],
      [chat, short],
    ]) {
      desk = await openFeedClient(server());
      await desk.ingest(traceExample);
      for (const event of events) expect(await desk.ingest(event)).toMatchObject({ added: 1 });
      expect((await transcript())?.transcript).toHaveLength(4);
      expect(await desk.ingest(...events)).toMatchObject({ duplicate: 2 });
    }
  });

  test('one that was deleted stays deleted, though it is delivered again', async () => {
    await desk.ingest(traceExample, chat);
    const id = feedTranscriptId(session);
    await desk.data('mutation ($id: ID!) { deleteChatTranscript(id: $id) }', { id });
    await desk.ingest(chat, { ...chat, Transcript: [...chat.Transcript, ...chat.Transcript] });
    expect(await transcript()).toBeNull();
  });

  test('it is given back by its own feed, and by no other', async () => {
    await desk.ingest(chat);
    expect(await exportFrom(server().app, 'symbee', desk.tenant)).toEqual([JSON.stringify(chat)]);
    expect(await exportFrom(server().app, 'hybris', desk.tenant)).toEqual([]);
  });

  test('EF-104 EF-129 what is no transcript is refused, by where the fault is', async () => {
    const line = chat.Transcript[0];
    const { rejected } = await desk.ingest(
      { ...chat, SessionId: '' },
      { ...chat, Transcript: [] },
      { ...chat, Transcript: 'hello' },
      { ...chat, Transcript: [line, { ...line, Timestamp: '2019-02-30 00:00:00' }] },
      { ...chat, Transcript: [{ ...line, Message: 'x'.repeat(32_769) }] },
    );
    expect(rejected).toEqual(
      [
        'SessionId: is missing',
        'Transcript: has no lines',
        'Transcript: is not an array',
        'Transcript[1].Timestamp: "2019-02-30 00:00:00" is not a date-time',
        'Transcript[0].Message: has more than 32768 characters',
      ].map((reason, index) => ({ index, reason })),
    );
  });

  test('a direction that is new is kept in the event, and left out', async () => {
    await desk.ingest(traceExample, {
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
    test('where REDACT_CHATS is off a transcript is as it was told', async () => {
      const desk = await openFeedClient(server());
      await desk.ingest(traceExample, chat);
      const record = await desk.record({ taskId: traceExample.TaskId }, selection);
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
