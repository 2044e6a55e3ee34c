import { MongoClient } from 'mongodb';
import type { MongodMember } from '../support/mongod-process.ts';
import { until } from '../support/until.ts';
import type { Conversation } from './tenant-load.ts';
import type { Recorder } from './recorder.ts';

/** Records the sequence numbers from the event log. The API does not return internal events. */
export async function recordLog(
  database: { readonly uri: string; readonly name: string },
  conversations: readonly Pick<Conversation, 'conv' | 'tenant'>[],
  recorder: Recorder,
): Promise<void> {
  const client = new MongoClient(database.uri);
  try {
    const log = client.db(database.name).collection<{ seq: number; facts: unknown[] }>('events');
    for (const { conv, tenant } of conversations) {
      const appends = log.find(
        { tenant, kind: 'interaction', stream: naturalId(conv) },
        { readConcern: { level: 'majority' } },
      );
      for await (const { seq, facts } of appends)
        recorder.write({ t: 'log', conv, seq, facts: facts.length });
    }
  } finally {
    await client.close();
  }
}

const naturalId = (id: string): string => {
  const plain = Buffer.from(id, 'base64url').toString();
  return plain.slice(plain.indexOf(':') + 1);
};

interface CurrentOperation {
  readonly type: string;
  readonly cursor?: {
    readonly lastAccessDate: Date;
    readonly originatingCommand?: { readonly pipeline?: readonly object[] };
  };
}

/** A gateway reads its change stream every second. mongod keeps the cursors of a dead process for 10 minutes. */
const readEveryMs = 5000;

/** Records the number of change streams on a member. Each gateway has one. */
export async function recordCursors(
  member: MongodMember,
  gateways: number,
  recorder: Recorder,
): Promise<void> {
  const count = async () => {
    const answer = await member.command({
      aggregate: 1,
      pipeline: [{ $currentOp: { allUsers: true, idleCursors: true } }],
      cursor: { batchSize: 10_000 },
    });
    const { firstBatch } = answer.cursor as { readonly firstBatch: readonly CurrentOperation[] };
    return firstBatch.filter(
      ({ type, cursor }) =>
        cursor !== undefined &&
        '$changeStream' in (cursor.originatingCommand?.pipeline?.[0] ?? {}) &&
        !(type === 'idleCursor' && Date.now() - cursor.lastAccessDate.getTime() > readEveryMs),
    ).length;
  };
  await until(
    async () => (await count()) === gateways,
    'each gateway has one change stream',
    2 * readEveryMs,
  ).catch(() => undefined);
  recorder.write({
    t: 'resource',
    owner: 'mongod',
    name: 'the number of change streams',
    value: await count(),
    expected: gateways,
  });
}
