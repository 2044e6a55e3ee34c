import { randomUUID } from 'node:crypto';
import type { Document } from 'mongodb';
import { openProcess } from './open-process.ts';

test('an append that a majority does not acknowledge is UNAVAILABLE within ten seconds', async () => {
  let tries = 0;
  // The reply of MongoDB after `wtimeout`: the primary has the records, and a majority has not.
  const slow = await openProcess(import.meta.url, (storage) => ({
    ...storage,
    systemCollection: ((name: string, indexes: []) => {
      const made = storage.systemCollection(name, indexes);
      if (name !== 'events') return made;
      const db = new Proxy(made.db, {
        get: (_, property) =>
          property === 'command'
            ? async (command: Document) => {
                tries++;
                const { wtimeout } = command.writeConcern as { wtimeout: number };
                await new Promise((resolve) => setTimeout(resolve, wtimeout));
                return {
                  ok: 1,
                  writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
                };
              }
            : undefined,
      });
      return new Proxy(made, {
        get: (of, property) => {
          if (property === 'db') return db;
          const value: unknown = Reflect.get(of, property);
          return typeof value === 'function' ? (value as () => unknown).bind(of) : value;
        },
      });
    }) as typeof storage.systemCollection,
  }));
  try {
    const began = performance.now();
    await expect(
      slow.streams.appender.append('acme', randomUUID(), {
        by: 'somebody',
        key: 'k',
        hash: '',
        isRepeatable: true,
        decide: () => ({ facts: [{ type: 'note' }], changes: true }),
      }),
    ).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(tries).toBeGreaterThan(0);
  } finally {
    await slow.storage.close();
  }
}, 90_000);
