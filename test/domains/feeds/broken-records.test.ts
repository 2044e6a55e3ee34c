import { counts, importInto } from '../../support/importing.ts';
import { inBothEngines } from '../../support/engines.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { traceExample, usageExample, workCodeExample } from './examples.ts';

interface DeadLetter {
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
  let feeds: FeedClient;
  beforeEach(async () => {
    feeds = await openFeedClient(server());
  });
  const post = (body: string) =>
    fetch(server().ingestUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${feeds.token}`, 'content-type': 'application/x-ndjson' },
      body,
    });
  const readDeadLetters = async () =>
    (
      await feeds.data<{ deadLetters: { nodes: DeadLetter[] } }>(
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

  test('EF-14 EF-128 a line over HTTP that is not JSON becomes a dead letter with its line and column, and the other lines are stored', async () => {
    expect(await (await post(body)).json()).toMatchObject({ read: 3, added: 2, rejectedCount: 1 });
    expect(await readDeadLetters()).toMatchObject([waiting]);
  });

  test('EF-14 EF-128 a line of a file that is not JSON becomes a dead letter, and repeated deliveries of the same text are one dead letter', async () => {
    expect(await importInto(server().app, 'symbee', feeds.tenant, body)).toMatchObject(
      counts(3, { added: 2, rejected: 1 }),
    );
    await post(`${broken}\n${broken}\n${line(usageExample)}`);
    expect(await readDeadLetters()).toMatchObject([waiting]);
  });

  test('a dead letter of a text that is not JSON waits after a replay, and is stored once it is mended', async () => {
    await post(body);
    const [deadLetter] = await readDeadLetters();
    const id = deadLetter?.id;
    expect(
      await feeds.data(
        'mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) { deadLetters { status reason text } } }',
        {
          ids: [id],
        },
      ),
    ).toEqual({
      replayDeadLetters: { deadLetters: [{ status: 'WAITING', reason: waiting.reason, text: broken }] },
    });
    const mend =
      'mutation ($id: ID!, $event: JSON!) { mendDeadLetter(id: $id, event: $event) { deadLetters { status outcome mended reason } } }';
    expect(await feeds.data(mend, { id, event: { ActivityType: 'NONE' } })).toMatchObject({
      mendDeadLetter: {
        deadLetters: [{ status: 'WAITING', reason: expect.stringContaining('"NONE"') as string }],
      },
    });
    expect(await feeds.data(mend, { id, event: workCodeExample })).toEqual({
      mendDeadLetter: {
        deadLetters: [
          {
            status: 'TAKEN',
            outcome: 'ADDED',
            mended: workCodeExample,
            reason: expect.any(String) as string,
          },
        ],
      },
    });
    await post(body);
    expect(await readDeadLetters()).toEqual([]);
  });

  test('JSON that is not an event becomes the same dead letter over HTTP and over GraphQL', async () => {
    await post(`"hello"\n${line(usageExample)}`);
    await feeds.ingest('hello');
    expect(await readDeadLetters()).toMatchObject([{ text: '"hello"', event: 'hello' }]);
  });

  test('EF-129 a broken record above the size limit and a surplus brace do not become dead letters', async () => {
    const large = `{"Padding": "${'x'.repeat(1024 * 1024)}" "": 1}`;
    expect(
      await (await post(`${large}\n${line(usageExample)}\n}\n${line(traceExample)}`)).json(),
    ).toMatchObject({
      added: 2,
      rejectedCount: 2,
    });
    expect(await readDeadLetters()).toEqual([]);
  });

  test('EF-129 an array that is nested too deep does not become a dead letter, and does not stop the others', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(await (await post(`${line(usageExample)}\n${deep}\n${line(traceExample)}`)).json()).toMatchObject({
      added: 2,
      rejectedCount: 1,
    });
    expect(await readDeadLetters()).toEqual([]);
  });

  test('a body without an event is refused with 400, and its content becomes a dead letter', async () => {
    expect((await post(broken)).status).toBe(400);
    expect(await readDeadLetters()).toMatchObject([
      { ...waiting, reason: expect.stringMatching(/^line 1, column 31: /) as string },
    ]);
  });

  test('broken records of other sources do not become dead letters', async () => {
    expect(await importInto(server().app, 'hybris', feeds.tenant, '{"a" 1}')).toMatchObject({ rejected: 1 });
    expect(await readDeadLetters()).toEqual([]);
  });
});
