import { counts, importInto } from '../../support/importing.ts';
import { inBothEngines } from '../../support/engines.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { traceExample, usageExample, workCodeExample } from './examples.ts';

interface Letter {
  readonly id: string;
  readonly text: string;
  readonly event: unknown;
  readonly reason: string;
  readonly activityType: string | null;
  readonly status: string;
}

const broken = '{"ActivityType": "WORK_CODES" "TaskType": "VOICE"}';
const line = (event: object) => JSON.stringify(event);

inBothEngines(import.meta.url, (server) => {
  let desk: FeedClient;
  beforeEach(async () => {
    desk = await openFeedClient(server());
  });
  const post = (body: string) =>
    fetch(server().ingestUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/x-ndjson' },
      body,
    });
  const letters = async () =>
    (
      await desk.data<{ deadLetters: { nodes: Letter[] } }>(
        '{ deadLetters { nodes { id text event reason activityType status } } }',
      )
    ).deadLetters.nodes;
  const waiting = {
    text: broken,
    event: null,
    activityType: null,
    status: 'WAITING',
    reason: expect.stringMatching(/^line 2, column 31: /) as string,
  };
  const body = [line(usageExample), broken, line(traceExample)].join('\n');

  test('EF-14 EF-128 a line over HTTP that is no JSON is a dead letter, by line and column, and the rest is taken', async () => {
    expect(await (await post(body)).json()).toMatchObject({ read: 3, added: 2, rejectedCount: 1 });
    expect(await letters()).toMatchObject([waiting]);
  });

  test('EF-14 EF-128 so is one of a file, and the same text is one letter, by whatever door and however often it comes', async () => {
    expect(await importInto(server().app, 'symbee', desk.tenant, body)).toMatchObject(
      counts(3, { added: 2, rejected: 1 }),
    );
    await post(`${broken}\n${broken}\n${line(usageExample)}`);
    expect(await letters()).toMatchObject([waiting]);
  });

  test('it is mended and taken like any other; replayed it waits on; discarded it stays so', async () => {
    await post(body);
    const [letter] = await letters();
    const id = letter?.id;
    expect(
      await desk.data('mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) { status reason text } }', {
        ids: [id],
      }),
    ).toEqual({ replayDeadLetters: [{ status: 'WAITING', reason: waiting.reason, text: broken }] });
    const mend =
      'mutation ($id: ID!, $event: JSON!) { mendDeadLetter(id: $id, event: $event) { status outcome mended reason } }';
    expect(await desk.data(mend, { id, event: { ActivityType: 'NONE' } })).toMatchObject({
      mendDeadLetter: { status: 'WAITING', reason: expect.stringContaining('"NONE"') as string },
    });
    expect(await desk.data(mend, { id, event: workCodeExample })).toEqual({
      mendDeadLetter: {
        status: 'TAKEN',
        outcome: 'ADDED',
        mended: workCodeExample,
        reason: expect.any(String) as string,
      },
    });
    await post(body);
    expect(await letters()).toEqual([]);
  });

  test('what is JSON and no event is the same letter as through the graph', async () => {
    await post(`"hello"\n${line(usageExample)}`);
    await desk.ingest('hello');
    expect(await letters()).toMatchObject([{ text: '"hello"', event: 'hello' }]);
  });

  test('EF-129 what is larger than an event may be is not kept, and a brace too many is nothing to keep', async () => {
    const large = `{"Padding": "${'x'.repeat(1024 * 1024)}" "": 1}`;
    expect(
      await (await post(`${large}\n${line(usageExample)}\n}\n${line(traceExample)}`)).json(),
    ).toMatchObject({
      added: 2,
      rejectedCount: 2,
    });
    expect(await letters()).toEqual([]);
  });

  test('EF-129 lists within lists beyond all measure are neither kept nor the end of anything', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(await (await post(`${line(usageExample)}\n${deep}\n${line(traceExample)}`)).json()).toMatchObject({
      added: 2,
      rejectedCount: 1,
    });
    expect(await letters()).toEqual([]);
  });

  test('a body without an event is refused, and what stands in it is kept', async () => {
    expect((await post(broken)).status).toBe(400);
    expect(await letters()).toMatchObject([
      { ...waiting, reason: expect.stringMatching(/^line 1, column 31: /) as string },
    ]);
  });

  test('another source’s files keep none', async () => {
    expect(await importInto(server().app, 'hybris', desk.tenant, '{"a" 1}')).toMatchObject({ rejected: 1 });
    expect(await letters()).toEqual([]);
  });
});
