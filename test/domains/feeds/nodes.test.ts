import { toGlobalId } from '../../../src/kernel/global-id.ts';
import { inBothEngines } from '../../support/engines.ts';
import { tokenFor } from '../../support/server.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { traceExample, workCodeExample } from './examples.ts';

type Json = Record<string, unknown>;

const eventFields = `id source activityType companyId environment at receivedAt isAhead raw text erasedAt`;
const letterFields = `id source letterType: activityType code field reason event text mended status outcome receivedAt settledAt`;
const nodes = `query ($ids: [ID!]!) {
  nodes(ids: $ids) { __typename ... on FeedEvent { ${eventFields} } ... on DeadLetter { ${letterFields} } }
}`;

inBothEngines(import.meta.url, (server) => {
  let feeds: FeedClient;
  beforeEach(async () => {
    feeds = await openFeedClient(server());
  });
  const readNodes = async (ids: readonly unknown[], scopes: string, tenant = feeds.tenant) =>
    (await server().send(nodes, { variables: { ids }, token: await tokenFor(scopes, { tenant }) })).body;
  const all = 'feed.view feed.personal';
  const readEvents = async () =>
    (await feeds.data<{ feedEvents: { nodes: Json[] } }>(`{ feedEvents { nodes { ${eventFields} } } }`))
      .feedEvents.nodes;
  const readLetters = async (status: string) =>
    (
      await feeds.data<{ deadLetters: { nodes: Json[] } }>(
        `{ deadLetters(status: ${status}) { nodes { ${letterFields} } } }`,
      )
    ).deadLetters.nodes;
  const ingestBoth = () => feeds.ingest(traceExample, workCodeExample, { ActivityType: 'NONE', Odd: 1 });

  test('events and dead letters are nodes with global ids, and a node has the fields that the lists have', async () => {
    await ingestBoth();
    const listed = [
      ...(await readEvents()).map((event) => ({ __typename: 'FeedEvent', ...event })),
      ...(await readLetters('WAITING')).map((letter) => ({ __typename: 'DeadLetter', ...letter })),
    ];
    expect(listed).toHaveLength(3);
    const ids = listed.map((item) => (item as Json).id);
    expect(await readNodes(ids, all)).toEqual({ data: { nodes: listed } });
    expect(await feeds.data('query ($id: ID!) { node(id: $id) { id __typename } }', { id: ids[2] })).toEqual({
      node: { id: ids[2], __typename: 'DeadLetter' },
    });
  });

  test('an event has the same fields in every place, also after its customer was erased', async () => {
    await feeds.ingest(traceExample);
    await feeds.data(`mutation { eraseFeedData(tasks: ["${traceExample.TaskId}"]) { erasure { isDone } } }`);
    const [listed] = await readEvents();
    expect(listed).toMatchObject({ raw: null, text: null, erasedAt: expect.any(String) as string });
    expect(await feeds.record({ taskId: traceExample.TaskId }, `events { ${eventFields} }`)).toEqual({
      events: [listed],
    });
    expect(await readNodes([listed?.id], all)).toEqual({
      data: { nodes: [{ __typename: 'FeedEvent', ...listed }] },
    });
  });

  test('personal data of a node is null without its scope, and a node is FORBIDDEN without the scope of its type', async () => {
    await ingestBoth();
    const [event] = await readEvents();
    const [letter] = await readLetters('WAITING');
    expect((await readNodes([event?.id, letter?.id], 'feed.view')).data).toEqual({
      nodes: [
        { __typename: 'FeedEvent', ...event, raw: null, text: null },
        { __typename: 'DeadLetter', ...letter, event: null, text: null },
      ],
    });
    expect(await readNodes([event?.id, letter?.id], 'feed.ingest')).toMatchObject({
      data: { nodes: [null, { __typename: 'DeadLetter', ...letter }] },
      errors: [{ path: ['nodes', 0], extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('customers, other tenants and unknown ids get null', async () => {
    await ingestBoth();
    const ids = [...(await readEvents()), ...(await readLetters('WAITING'))].map(({ id }) => id);
    const nothing = { data: { nodes: [null, null, null] } };
    expect(await readNodes(ids, `${all} chat.customer`)).toEqual(nothing);
    expect(await readNodes(ids, all, `${feeds.tenant}x`)).toEqual(nothing);
    const unknown = ['nowhere', '', 'x'.repeat(2000)].map((id) => toGlobalId('DeadLetter', id));
    expect(await readNodes(unknown, all)).toEqual(nothing);
  });

  test('operations on dead letters take the global and the natural id, which the report of an ingestion has', async () => {
    const { ingestEvents } = await feeds.data<{
      ingestEvents: { report: { rejected: { deadLetterId: string }[] } };
    }>(
      `mutation { ingestEvents(events: [{ ActivityType: "A" }, { ActivityType: "B" }]) {
        report { rejected { deadLetterId } } } }`,
    );
    const [one = '', two = ''] = ingestEvents.report.rejected.map(({ deadLetterId }) => deadLetterId);
    expect((await readLetters('WAITING')).map(({ id }) => id).toSorted()).toEqual([one, two].toSorted());
    const natural = (id: string) => Buffer.from(id, 'base64url').toString().replace('DeadLetter:', '');
    const replay = 'mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) { status deadLetters { id } } }';
    expect(await feeds.data(replay, { ids: [two, 'nowhere', natural(one), two] })).toEqual({
      replayDeadLetters: { status: 'OK', deadLetters: [{ id: two }, null, { id: one }, { id: two }] },
    });
    const discard = 'mutation ($id: ID!) { discardDeadLetter(id: $id) { status field deadLetters { id } } }';
    for (const [given, id] of [
      [one, one],
      [natural(two), two],
    ])
      expect(await feeds.data(discard, { id: given })).toEqual({
        discardDeadLetter: { status: 'OK', field: null, deadLetters: [{ id }] },
      });
    expect(await feeds.data(discard, { id: 'nowhere' })).toEqual({
      discardDeadLetter: { status: 'NOT_FOUND', field: ['id'], deadLetters: null },
    });
    expect(await feeds.data(replay, { ids: [one, two] })).toEqual({
      replayDeadLetters: { status: 'OK', deadLetters: [null, null] },
    });
  });
});
