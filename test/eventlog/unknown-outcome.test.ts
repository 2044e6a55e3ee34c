import { randomUUID } from 'node:crypto';
import type { Document } from 'mongodb';
import { openProcess } from './open-process.ts';

test('an append that a majority does not acknowledge is UNAVAILABLE within ten seconds', async () => {
  let attempts = 0;
  // Replies as MongoDB does after `wtimeout`: the primary has the records, but a majority does not.
  const slow = await openProcess(import.meta.url, (storage) => ({
    ...storage,
    systemCollection: ((name: string, indexes: []) => {
      const collection = storage.systemCollection(name, indexes);
      if (name !== 'events') return collection;
      const db = new Proxy(collection.db, {
        get: (_, property) =>
          property === 'command'
            ? async (command: Document) => {
                attempts++;
                const { wtimeout } = command.writeConcern as { wtimeout: number };
                await new Promise((resolve) => setTimeout(resolve, wtimeout));
                return {
                  ok: 1,
                  writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
                };
              }
            : undefined,
      });
      return new Proxy(collection, {
        get: (target, property) => {
          if (property === 'db') return db;
          const value: unknown = Reflect.get(target, property);
          return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
        },
      });
    }) as typeof storage.systemCollection,
  }));
  try {
    const startedAt = performance.now();
    await expect(
      slow.streams.appender.append('acme', randomUUID(), {
        by: 'somebody',
        key: 'k',
        hash: '',
        isRepeatable: true,
        decide: () => ({ facts: [{ type: 'note' }], changes: true }),
      }),
    ).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(attempts).toBeGreaterThan(0);
  } finally {
    await slow.storage.close();
  }
}, 90_000);
