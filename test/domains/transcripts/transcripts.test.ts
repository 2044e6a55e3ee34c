import { readFile } from 'node:fs/promises';
import { inBothEngines } from '../../support/engines.ts';
import { documentsOf } from '../../support/mongo.ts';
import { tokenFor, transcriptScopes } from '../../support/server.ts';

interface Entry {
  readonly createdBy: string;
  readonly createdAt: string;
  readonly chatContent: string;
}
interface Transcript {
  readonly id: string;
  readonly transcriptId: string;
  readonly startAt: string;
  readonly endAt: string | null;
  readonly chatterIds: string[];
  readonly chatterDetails: { readonly chatterId: string; readonly defaultAlias: string | null }[];
  readonly createdBy: string;
  readonly transcript: Entry[];
  readonly metadata: { readonly createdAt: string; readonly modifiedAt: string; readonly version: number };
}

interface Created {
  readonly chatTranscript: Transcript;
}

const wholeTranscript = `
  id transcriptId startAt endAt chatterIds createdBy
  chatterDetails { chatterId defaultAlias }
  transcript { createdBy createdAt chatContent }
  metadata { createdAt modifiedAt version }
`;
const create = `mutation ($input: CreateChatTranscriptInput!) { createChatTranscript(input: $input) { chatTranscript { ${wholeTranscript} } } }`;
const read = `query ($id: ID!) { chatTranscript(id: $id) { ${wholeTranscript} } }`;
const remove = 'mutation ($id: ID!) { deleteChatTranscript(id: $id) { deletedId } }';
const list = `query ($chatterId: ID, $range: DateTimeRange, $first: Int, $after: String, $last: Int, $before: String) {
  chatTranscripts(chatterId: $chatterId, range: $range, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    nodes { transcriptId startAt }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const source = JSON.parse(
  await readFile(new URL('../../fixtures/hybris/created.json', import.meta.url), 'utf8'),
) as Omit<Transcript, 'id' | 'transcriptId' | 'metadata' | 'chatterDetails'> & {
  readonly chatterDetails: { readonly id: string; readonly defaultAlias: string }[];
};
/** The source's own example as an input of the graph. */
const sent = {
  ...source,
  chatterDetails: source.chatterDetails.map(({ id: chatterId, defaultAlias }) => ({
    chatterId,
    defaultAlias,
  })),
};
const inUtc = (text: string) => new Date(text.replace('+0000', 'Z')).toISOString();
/** The input, with dates in the form of the graph. */
const expected = {
  ...sent,
  startAt: inUtc(sent.startAt),
  endAt: inUtc(sent.endAt ?? ''),
  transcript: sent.transcript.map((entry) => ({ ...entry, createdAt: inUtc(entry.createdAt) })),
};

inBothEngines(import.meta.url, (server) => {
  // Each test has its own tenant, so tests do not see each other's data.
  let tenant: string;
  let token: string;
  let count = 0;
  beforeEach(async () => {
    tenant = `t${process.pid}-${String(count++)}-${Math.random().toString(36).slice(2, 8)}`;
    token = await tokenFor(transcriptScopes, { tenant });
  });
  const createOne = async (changes: Record<string, unknown> = {}): Promise<Transcript> =>
    (
      await server().data<{ createChatTranscript: Created }>(
        create,
        { input: { ...sent, ...changes } },
        token,
      )
    ).createChatTranscript.chatTranscript;
  const readOne = async (id: string, withToken = token) =>
    (await server().data<{ chatTranscript: Transcript | null }>(read, { id }, withToken)).chatTranscript;

  test('TR-5 TR-6 TR-7 TR-8 TR-9 TR-29 TR-31 create and read return everything that was sent', async () => {
    const created = await createOne();
    const again = await readOne(created.transcriptId);
    expect(created).toMatchObject(expected);
    expect(again).toEqual(created);
  });

  test('TR-28 TR-35 a transcript is read by its natural id or its global id', async () => {
    const created = await createOne();
    expect(await readOne(created.transcriptId)).toEqual(created);
    expect(await readOne(created.id)).toEqual(created);
    const { node } = await server().data<{ node: object }>(
      'query ($id: ID!) { node(id: $id) { __typename id ... on ChatTranscript { transcriptId } } }',
      { id: created.id },
      token,
    );
    expect(node).toEqual({
      __typename: 'ChatTranscript',
      id: created.id,
      transcriptId: created.transcriptId,
    });
  });

  test('TR-10 the author of the transcript and the author of each message are kept', async () => {
    const created = await createOne({ createdBy: 'supervisor@hybristest.com' });
    expect(created.createdBy).toBe('supervisor@hybristest.com');
    expect(created.transcript.map(({ createdBy }) => createdBy)).toEqual([
      'C4327014826',
      'mandy@hybristest.com',
    ]);
  });

  test('TR-11 messages keep the given order, even against their times', async () => {
    const [first, second] = sent.transcript;
    const created = await createOne({ transcript: [second, first] });
    expect((await readOne(created.transcriptId))?.transcript.map(({ chatContent }) => chatContent)).toEqual([
      'What can i do for you?',
      'Hi',
    ]);
  });

  test('a transcript of 10,000 messages of ordinary length is stored, and one more is refused', async () => {
    const entry = { ...sent.transcript[0], chatContent: 'x'.repeat(100) };
    const { transcript } = await createOne({ transcript: Array<unknown>(10_000).fill(entry) });
    expect(transcript).toHaveLength(10_000);
    const input = { ...sent, transcript: Array<unknown>(10_001).fill(entry) };
    const { body } = await server().send(create, { variables: { input }, token });
    expect(body.errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          field: 'input.transcript',
          reason: 'has 10001 entries, and may have 0 to 10000',
        },
      },
    ]);
  });

  test('TR-12 text is kept unchanged: unicode, new lines, markup, emptiness', async () => {
    const texts = [
      'Grüße 👩‍👩‍👧 שלום',
      'one\r\ntwo\n\tthree',
      '<b>&amp;</b> "quotes" \\ $where',
      '',
      ' \u0000 ',
      'e\u0301 ≠ é',
    ];
    const [entry] = sent.transcript;
    const created = await createOne({ transcript: texts.map((chatContent) => ({ ...entry, chatContent })) });
    expect((await readOne(created.transcriptId))?.transcript.map(({ chatContent }) => chatContent)).toEqual(
      texts,
    );
  });

  test('TR-13 messages may be earlier than the start, as in the source', async () => {
    const created = await createOne();
    expect(Date.parse(created.transcript[0]?.createdAt ?? '')).toBeLessThan(Date.parse(created.startAt));
  });

  test.each([
    ['2016-06-19T12:29:08.000+0000', '2016-06-19T12:29:08.000Z'],
    ['2016-06-19T12:29:08.000Z', '2016-06-19T12:29:08.000Z'],
    ['2016-06-19T14:29:08.123+02:00', '2016-06-19T12:29:08.123Z'],
    ['2016-06-19T05:59:08.999-0630', '2016-06-19T12:29:08.999Z'],
    ['2016-06-19T12:29:08Z', '2016-06-19T12:29:08.000Z'],
  ])('TR-14 %s is the instant %s', async (startAt, instant) => {
    const created = await createOne({ startAt, endAt: null });
    expect(created.startAt).toBe(instant);
  });

  test('TR-15 the order of keys does not matter', async () => {
    const reversed = Object.fromEntries(Object.entries(sent).reverse());
    const { createChatTranscript } = await server().data<{ createChatTranscript: Created }>(
      create,
      { input: reversed },
      token,
    );
    expect(createChatTranscript.chatTranscript).toMatchObject(expected);
  });

  test('TR-17 TR-18 the server generates an id of 24 hexadecimal digits and refuses an id from the caller', async () => {
    expect((await createOne()).transcriptId).toMatch(/^[0-9a-f]{24}$/);
    const { body } = await server().send(create, {
      variables: { input: { ...sent, id: '55473b487deefe21340ae74f' } },
      token,
    });
    expect(body.errors?.[0]).toMatchObject({
      message: expect.stringContaining('"id"') as string,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('TR-22 TR-32 TR-38 TR-42 each of the three scopes allows exactly its own operation', async () => {
    const { transcriptId: id, id: globalId } = await createOne();
    const attempts = [
      ['hybris.interactionrecording_view', read],
      ['hybris.interactionrecording_manage', create],
      ['hybris.interactionrecording_delete', remove],
    ] as const;
    for (const [scope] of attempts)
      for (const [needed, operation] of attempts) {
        const variables = operation === create ? { input: sent } : { id };
        // A delete would remove the transcript for the other cases.
        if (scope === needed && operation === remove) continue;
        const { body } = await server().send(operation, {
          variables,
          token: await tokenFor(scope, { tenant }),
        });
        const isAboutScope = body.errors?.some(
          ({ path, extensions }) => path?.length === 1 && extensions.code === 'FORBIDDEN',
        );
        expect([scope, needed, isAboutScope ?? false]).toEqual([scope, needed, scope !== needed]);
      }
    expect(await readOne(id)).not.toBeNull();
    const { deleteChatTranscript } = await server().data(
      remove,
      { id },
      await tokenFor('hybris.interactionrecording_delete', { tenant }),
    );
    expect(deleteChatTranscript).toEqual({ deletedId: globalId });
  });

  test('TR-22 TR-32 a caller with only the create scope gets the created transcript and cannot read it later', async () => {
    const manager = await tokenFor('hybris.interactionrecording_manage', { tenant });
    const { createChatTranscript } = await server().data<{ createChatTranscript: Created }>(
      create,
      { input: sent },
      manager,
    );
    expect(createChatTranscript.chatTranscript).toMatchObject(expected);
    const { body } = await server().send(read, {
      variables: { id: createChatTranscript.chatTranscript.transcriptId },
      token: manager,
    });
    expect(body).toMatchObject({
      data: { chatTranscript: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('TR-23 the tenant comes from the token, and no other tenant sees the transcript', async () => {
    const { transcriptId } = await createOne();
    const other = await tokenFor(transcriptScopes, { tenant: 'other' });
    expect(await readOne(transcriptId, other)).toBeNull();
  });

  test('TR-25 two identical creates store two transcripts', async () => {
    expect((await createOne()).transcriptId).not.toBe((await createOne()).transcriptId);
  });

  test('TR-25 with an idempotency key, the second create returns the first transcript and stores nothing', async () => {
    const idempotencyKey = 'retry-1';
    const answers = await Promise.all(Array.from({ length: 10 }, () => createOne({ idempotencyKey })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const { chatTranscripts } = await server().data<{ chatTranscripts: { totalCount: number } }>(
      list,
      {},
      token,
    );
    expect(chatTranscripts.totalCount).toBe(1);
  });

  test('TR-25 the same key with other content is a conflict; the same key of another caller is another transcript', async () => {
    const idempotencyKey = 'retry-2';
    const first = await createOne({ idempotencyKey });
    const { body } = await server().send(create, {
      variables: { input: { ...sent, createdBy: 'somebody else', idempotencyKey } },
      token,
    });
    expect(body).toEqual({ data: { createChatTranscript: { chatTranscript: null } } });
    const outcome = `mutation ($input: CreateChatTranscriptInput!) { createChatTranscript(input: $input) {
      status statusCode statusMessage result field retryAfter chatTranscript { id }
    } }`;
    const input = { ...sent, createdBy: 'somebody else', idempotencyKey };
    expect(await server().data(outcome, { input }, token)).toEqual({
      createChatTranscript: {
        status: 'IDEMPOTENCY_CONFLICT',
        statusCode: 13,
        statusMessage: expect.stringContaining('idempotencyKey') as string,
        result: 'error',
        field: ['input', 'idempotencyKey'],
        retryAfter: null,
        chatTranscript: null,
      },
    });
    expect(await readOne(first.transcriptId)).toEqual(first);
    const somebody = await tokenFor(transcriptScopes, { tenant, subject: 'somebody@hybristest.com' });
    const { createChatTranscript } = await server().data<{ createChatTranscript: Created }>(
      create,
      { input: { ...sent, idempotencyKey } },
      somebody,
    );
    expect(createChatTranscript.chatTranscript.transcriptId).not.toBe(first.transcriptId);
  });

  test('TR-26 TR-30 create sets both metadata times to the same value, and version 1', async () => {
    // The server measures the database's time, with an error of milliseconds.
    const errorMs = 1000;
    const before = Date.now();
    const { metadata } = await createOne();
    expect(metadata.version).toBe(1);
    expect(metadata.modifiedAt).toBe(metadata.createdAt);
    expect(Date.parse(metadata.createdAt)).toBeGreaterThan(before - errorMs);
    expect(Date.parse(metadata.createdAt)).toBeLessThan(Date.now() + errorMs);
  });

  test.each([
    ['a date that is none', { startAt: '2016-02-30T00:00:00Z' }, 'input.startAt'],
    ['a date without an offset', { startAt: '2016-06-19T12:29:08' }, 'input.startAt'],
    [
      'a bad date in a message',
      { transcript: [{ ...sent.transcript[0], createdAt: 'yesterday' }] },
      'input.transcript[0].createdAt',
    ],
    ['no messages', { transcript: undefined }, 'transcript'],
    ['messages that are no list', { transcript: 'Hi' }, 'transcript'],
    [
      'a number for a name',
      { chatterDetails: [{ chatterId: 'C1', defaultAlias: 7 }] },
      'input.chatterDetails[0].defaultAlias',
    ],
    ['nobody who took part', { chatterIds: [] }, 'input.chatterIds'],
    ['an empty id', { chatterIds: ['C1', ''] }, 'input.chatterIds[1]'],
    ['an end before the start', { endAt: '2016-06-19T12:29:07.000Z' }, 'input.endAt'],
    ['an operator instead of a text', { createdBy: { $ne: null } }, 'input.createdBy'],
  ])('TR-27 %s is refused with the name of the field', async (_, changes, field) => {
    const { body } = await server().send(create, { variables: { input: { ...sent, ...changes } }, token });
    expect(body.data ?? {}).toEqual(body.data === undefined ? {} : { createChatTranscript: null });
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(body.errors?.[0]?.message).toContain(field);
    const { chatTranscripts } = await server().data<{ chatTranscripts: { totalCount: number } }>(
      list,
      {},
      token,
    );
    expect(chatTranscripts.totalCount).toBe(0);
  });

  test.each(['5809e5dbeedcb2001d82333e', 'nonsense', '', '$ne', 'Q2hhdFRyYW5zY3JpcHQ6', 'x'.repeat(2000)])(
    'TR-33 an id that names nothing (%#) answers null',
    async (id) => {
      expect(await readOne(id)).toBeNull();
    },
  );

  test('TR-34 an id of another tenant gives the same answer as an unknown id', async () => {
    const { transcriptId, id } = await createOne();
    const other = await tokenFor(transcriptScopes, { tenant: 'other' });
    const query =
      'query ($id: ID!, $node: ID!) { chatTranscript(id: $id) { createdBy } node(id: $node) { id } }';
    const foreign = await server().send(query, { variables: { id: transcriptId, node: id }, token: other });
    const absent = await server().send(query, {
      variables: {
        id: 'f'.repeat(24),
        node: Buffer.from(`ChatTranscript:${'f'.repeat(24)}`).toString('base64url'),
      },
      token: other,
    });
    expect(foreign).toEqual(absent);
    expect(foreign.body).toEqual({ data: { chatTranscript: null, node: null } });
  });

  test('W30 TR-39 TR-40 a delete returns the global id, the transcript cannot be read, and a second delete returns a null id', async () => {
    for (const key of ['transcriptId', 'id'] as const) {
      const created = await createOne();
      const deleting = async () =>
        (await server().data(remove, { id: created[key] }, token)).deleteChatTranscript;
      // Client caches know the transcript by its global id.
      expect([await deleting(), await deleting(), await readOne(created.transcriptId)]).toEqual([
        { deletedId: created.id },
        { deletedId: null },
        null,
      ]);
    }
  });

  test('TR-41 a delete with an id of another tenant returns null and deletes nothing', async () => {
    const { transcriptId } = await createOne();
    const other = await tokenFor(transcriptScopes, { tenant: 'other' });
    expect(await server().data(remove, { id: transcriptId }, other)).toEqual({
      deleteChatTranscript: { deletedId: null },
    });
    expect(await readOne(transcriptId)).not.toBeNull();
  });

  test('TR-1 TR-3 TR-51 any agent can list a customer’s transcripts, newest first', async () => {
    const days = ['2016-06-21', '2016-06-19', '2016-06-20'];
    for (const day of days) await createOne({ startAt: `${day}T10:00:00Z`, endAt: null });
    await createOne({ chatterIds: ['C999'], chatterDetails: [] });
    const agent = await tokenFor('hybris.interactionrecording_view', {
      tenant,
      subject: 'joe@hybristest.com',
    });
    const { chatTranscripts } = await server().data<{
      chatTranscripts: { totalCount: number; nodes: Transcript[] };
    }>(list, { chatterId: 'C4327014826' }, agent);
    expect(chatTranscripts.totalCount).toBe(3);
    expect(chatTranscripts.nodes.map(({ startAt }) => startAt.slice(0, 10))).toEqual(
      [...days].sort().reverse(),
    );
  });

  test('TR-52 the list pages forwards and backwards and returns each transcript once, even with equal times', async () => {
    for (let n = 0; n < 7; n++) await createOne({ createdBy: `writer ${String(n)}` });
    const walk = async (forwards: boolean) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      for (let pages = 0; pages < 10; pages++) {
        const variables: Record<string, unknown> = forwards
          ? { first: 3, after: cursor }
          : { last: 3, before: cursor };
        const { chatTranscripts: page } = await server().data<{
          chatTranscripts: {
            nodes: Transcript[];
            pageInfo: {
              hasNextPage: boolean;
              hasPreviousPage: boolean;
              startCursor: string;
              endCursor: string;
            };
          };
        }>(list, variables, token);
        const ids = page.nodes.map(({ transcriptId }) => transcriptId);
        if (forwards) seen.push(...ids);
        else seen.unshift(...ids);
        cursor = forwards ? page.pageInfo.endCursor : page.pageInfo.startCursor;
        if (!(forwards ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage)) return seen;
      }
      throw new Error('The list does not end.');
    };
    const forwards = await walk(true);
    expect(new Set(forwards).size).toBe(7);
    expect(forwards).toEqual([...forwards].sort().reverse());
    expect(await walk(false)).toEqual(forwards);
  });

  test('TR-52 the list filters by time; the start is inclusive, the end exclusive', async () => {
    for (const hour of ['09', '10', '11', '12'])
      await createOne({ startAt: `2016-06-19T${hour}:00:00Z`, endAt: null });
    const range = { from: '2016-06-19T10:00:00Z', to: '2016-06-19T12:00:00+0000' };
    const { chatTranscripts } = await server().data<{ chatTranscripts: { nodes: Transcript[] } }>(
      list,
      { range },
      token,
    );
    expect(chatTranscripts.nodes.map(({ startAt }) => startAt.slice(11, 13))).toEqual(['11', '10']);
  });

  test.each([
    [{ first: 101 }, 'BAD_USER_INPUT', 'first'],
    [{ first: -1 }, 'BAD_USER_INPUT', 'first'],
    [{ first: 2, last: 2 }, 'BAD_USER_INPUT', 'last'],
    [{ after: 'nonsense' }, 'BAD_CURSOR', 'after'],
    [{ after: Buffer.from('["agents","ann"]').toString('base64url') }, 'BAD_CURSOR', 'after'],
    [{ range: { from: '2016-06-20T00:00:00Z', to: '2016-06-19T00:00:00Z' } }, 'BAD_USER_INPUT', 'range.from'],
  ])('TR-52 a list with the arguments %j is refused', async (variables, code, field) => {
    const { body } = await server().send(list, { variables, token });
    expect(body.errors?.[0]?.extensions).toMatchObject({ code, field });
  });

  test('C15 TR-52 a page of 0 transcripts is empty and has the count', async () => {
    for (let n = 0; n < 2; n++) await createOne();
    for (const paging of [{ first: 0 }, { last: 0 }])
      expect(await server().data(list, paging, token)).toMatchObject({
        chatTranscripts: { totalCount: 2, nodes: [] },
      });
  });

  test('TR-2 TR-4 a transcript refers to its customer and its agent; a transcript between customers has no agent', async () => {
    const manager = await tokenFor('agent.manage', { tenant });
    await server().data(
      'mutation { upsertAgent(input: { username: "mandy@hybristest.com", nickname: "Mandy" }) { agent { username } } }',
      {},
      manager,
    );
    const query = `query ($id: ID!) {
      chatTranscript(id: $id) { startAt chatterDetails { chatterId agent { username nickname state } } }
    }`;
    const viewer = await tokenFor('hybris.interactionrecording_view agent.view', { tenant });
    const { transcriptId } = await createOne();
    const between = await createOne({
      chatterIds: ['C1', 'C2'],
      chatterDetails: [{ chatterId: 'C1' }, { chatterId: 'C2', defaultAlias: 'Cleo' }],
    });
    expect(await server().data(query, { id: transcriptId }, viewer)).toEqual({
      chatTranscript: {
        startAt: expected.startAt,
        chatterDetails: [
          { chatterId: 'C4327014826', agent: null },
          {
            chatterId: 'mandy@hybristest.com',
            agent: { username: 'mandy@hybristest.com', nickname: 'Mandy', state: 'LOGGED_OFF' },
          },
        ],
      },
    });
    expect(await server().data(query, { id: between.transcriptId }, viewer)).toMatchObject({
      chatTranscript: { chatterDetails: [{ agent: null }, { agent: null }] },
    });
    // Without the scope to see agents, the name in the record itself is still readable.
    expect(await server().data(query, { id: transcriptId }, token)).toMatchObject({
      chatTranscript: {
        chatterDetails: [{ agent: null }, { agent: { nickname: 'Mandy', state: 'UNKNOWN' } }],
      },
    });
  });

  test('TR-50 a message has a direction only if the source gives one', async () => {
    const [first, second] = sent.transcript;
    const { transcriptId } = await createOne({
      transcript: [{ ...first, direction: 'INBOUND' }, { ...second, direction: 'OUTBOUND' }, second],
    });
    const { chatTranscript } = await server().data<{ chatTranscript: { transcript: unknown[] } }>(
      'query ($id: ID!) { chatTranscript(id: $id) { transcript { direction } } }',
      { id: transcriptId },
      token,
    );
    expect(chatTranscript.transcript).toEqual([
      { direction: 'INBOUND' },
      { direction: 'OUTBOUND' },
      { direction: null },
    ]);
  });

  test('a customer gets neither lines for agents nor the agent behind a display name', async () => {
    const [first] = sent.transcript;
    const { transcriptId } = await createOne({
      transcript: [first, { ...first, chatContent: 'He is angry.', visibility: 'AGENTS' }],
    });
    const query = `query ($id: ID!) { chatTranscript(id: $id) { transcript { chatContent } chatterDetails { agent { username } } } }`;
    const customer = await tokenFor('chat.customer hybris.interactionrecording_view', {
      tenant,
      subject: 'C4327014826',
    });
    expect(await server().data(query, { id: transcriptId }, customer)).toEqual({
      chatTranscript: {
        transcript: [{ chatContent: 'Hi' }],
        chatterDetails: [{ agent: null }, { agent: null }],
      },
    });
    const { chatTranscript } = await server().data<{ chatTranscript: { transcript: unknown[] } }>(
      query,
      { id: transcriptId },
      token,
    );
    expect(chatTranscript.transcript).toHaveLength(2);
  });

  test('TR-45 TR-46 a request without a token gets no data, and every bad token gets the same error', async () => {
    const none = await server().send(read, { variables: { id: 'f'.repeat(24) } });
    expect(none.body).toMatchObject({
      data: { chatTranscript: null },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const bad = await server().send(read, { variables: { id: 'f'.repeat(24) }, token: 'not.a.token' });
    expect(bad).toEqual({
      status: 401,
      body: {
        errors: [{ message: 'A valid bearer token is needed.', extensions: { code: 'UNAUTHENTICATED' } }],
      },
    });
  });

  test('TR-47 a read by a tenant that has no data finds nothing and stores nothing', async () => {
    const { chatTranscripts } = await server().data<{ chatTranscripts: { totalCount: number } }>(
      list,
      {},
      token,
    );
    expect(chatTranscripts).toMatchObject({ totalCount: 0, nodes: [] });
    const id = 'f'.repeat(24);
    expect(await server().data(read, { id }, token)).toEqual({ chatTranscript: null });
    const { body } = await server().send(remove, { variables: { id }, token });
    expect(body).toMatchObject({ data: { deleteChatTranscript: { deletedId: null } } });
    expect(await documentsOf(import.meta.url, tenant)).toEqual([]);
  });

  test.each(['', 'a:b', 'a/b', '../a', 'a b', 'a$', 'a\u0000', '.a', 'a'.repeat(64), 'ä'])(
    'TR-47 a token with the tenant name %j is refused',
    async (name) => {
      const { status, body } = await server().send(list, {
        token: await tokenFor(transcriptScopes, { tenant: name }),
      });
      expect([status, body.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    },
  );
});
