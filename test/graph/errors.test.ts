import { MongoClient, type Document } from 'mongodb';
import { inBothEngines } from '../support/engines.ts';
import { testDatabase } from '../support/mongo.ts';
import { tokenFor, transcriptScopes } from '../support/server.ts';

const secret = 'this text must stay inside';
const whole = {
  startAt: new Date('2016-06-19T12:29:08Z'),
  chatterIds: ['C1'],
  chatterDetails: [{ chatterId: 'C1' }],
  createdBy: 'mandy@hybristest.com',
  transcript: [],
  metadata: { createdAt: new Date(0), modifiedAt: new Date(0), version: 1 },
};

inBothEngines(import.meta.url, (server) => {
  const { uri, name } = testDatabase(import.meta.url);
  const client = new MongoClient(uri);
  const tenant = 'corrupt';
  let token: string;
  let count = 0;
  beforeAll(async () => {
    token = await tokenFor(transcriptScopes, { tenant });
  });
  afterAll(() => client.close());

  /** Inserts a transcript with values that no operation stores. */
  const insertCorrupt = async (changes: Document): Promise<string> => {
    const transcriptId = (process.hrtime.bigint() * 1000n + BigInt(count++)).toString(16).padStart(24, '0');
    await client
      .db(name)
      .collection('transcripts')
      .insertOne({ _id: `${tenant}:${transcriptId}` as never, tenant, transcriptId, ...whole, ...changes });
    return transcriptId;
  };
  const read = (id: string, selection: string) =>
    server().send(`query ($id: ID!) { chatTranscript(id: $id) { ${selection} } }`, {
      variables: { id },
      token,
    });

  test.each([
    ['a date that is a string', { startAt: secret }, 'startAt', ['chatTranscript', 'startAt']],
    [
      'a date in a list',
      { transcript: [{ createdBy: 'x', createdAt: secret, chatContent: '' }] },
      'transcript { createdAt }',
      ['chatTranscript', 'transcript', 0, 'createdAt'],
    ],
    ['a list that is a number', { chatterIds: 7 }, 'chatterIds', ['chatTranscript', 'chatterIds']],
    ['a missing required value', { createdBy: null }, 'createdBy', ['chatTranscript', 'createdBy']],
  ])(
    '%s answers with an error id, which is also in the log, and no details',
    async (_name, changes, selection, path) => {
      const { status, body } = await read(await insertCorrupt(changes), selection);
      expect(status).toBe(200);
      expect(body.data).toEqual({ chatTranscript: null });
      expect(body.errors).toHaveLength(1);
      const [error] = body.errors ?? [];
      expect(error?.extensions).toEqual({
        code: 'INTERNAL_SERVER_ERROR',
        errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      });
      const errorId = String(error?.extensions.errorId);
      expect(error?.message).toBe(`Something went wrong on our side. The log has it as ${errorId}.`);
      expect(error?.path).toEqual(path);
      expect(JSON.stringify(body)).not.toContain(secret);
      const line = server().log.lines.find(({ details }) => details.errorId === errorId);
      expect(line).toMatchObject({ level: 'error', message: 'internal error', details: { path } });
      expect(line?.details.err).toBeInstanceOf(Error);
    },
  );

  test('an error in one field does not affect the other fields', async () => {
    const id = await insertCorrupt({ endAt: secret });
    const { body } = await read(id, 'transcriptId endAt');
    expect(body.data).toEqual({ chatTranscript: { transcriptId: id, endAt: null } });
    expect(body.errors).toMatchObject([
      { path: ['chatTranscript', 'endAt'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  test('a domain error keeps its code, message and field, and is not logged', async () => {
    const before = server().log.lines.length;
    const { body } = await server().send('{ chatTranscripts(first: 101) { totalCount } }', { token });
    expect(body.errors).toMatchObject([
      { path: ['chatTranscripts'], extensions: { code: 'BAD_USER_INPUT', field: 'first' } },
    ]);
    expect(server().log.lines).toHaveLength(before);
  });

  test('a protected field is UNAUTHENTICATED without a token and FORBIDDEN without the scope', async () => {
    const query = '{ chatTranscripts { totalCount } }';
    expect((await server().send(query)).body).toMatchObject({
      data: { chatTranscripts: null },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect((await server().send(query, { token: await tokenFor('agent.view') })).body).toMatchObject({
      data: { chatTranscripts: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('more errors in variables than are counted are BAD_USER_INPUT, not internal errors', async () => {
    const before = server().log.lines.length;
    const { body } = await server().send('query ($s: [AgentState!]) { agents(states: $s) { totalCount } }', {
      variables: { s: Array.from({ length: 80 }, () => 'NONE') },
      token,
    });
    expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(
      new Set(['BAD_USER_INPUT']),
    );
    expect(server().log.lines).toHaveLength(before);
  });
});
