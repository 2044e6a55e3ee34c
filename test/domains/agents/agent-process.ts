import type { Caller } from '../../../src/auth/index.ts';
import { createAgents } from '../../../src/domains/agents/index.ts';
import type { Reservation } from '../../../src/domains/shared/agent-port.ts';
import { createEventLog, type EventLog } from '../../../src/eventlog/index.ts';
import { createStorage, type Storage } from '../../../src/storage/index.ts';
import { testDatabase } from '../../support/mongo.ts';
import { silentChangeStream } from '../../support/silent-change-stream.ts';

/** A clock that the test advances. All processes of the test share it. */
export class TestClock {
  #now = Date.UTC(2024, 0, 1, 9);
  now = (): Date => new Date(this.#now);
  pass(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

/** The agents domain of one process, with its own connection to the database of the test file. */
export interface Process extends ReturnType<typeof createAgents> {
  readonly storage: Storage;
  readonly log: EventLog;
  stop(): Promise<void>;
}

export async function startProcess(
  testFile: string,
  clock: TestClock,
  {
    change = (log) => log,
    changeStorage = (storage) => storage,
    ...settings
  }: Parameters<typeof createAgents>[4] & {
    change?: (log: EventLog) => EventLog;
    changeStorage?: (storage: Storage) => Storage;
  } = {},
): Promise<Process> {
  const { uri, name } = testDatabase(testFile);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  const log = createEventLog(storage, clock);
  const agents = createAgents(changeStorage(storage), clock, change(log), silentChangeStream, settings);
  await storage.prepare();
  return {
    ...agents,
    storage,
    log,
    async stop() {
      await agents.background.stop();
      await storage.close();
    },
  };
}

export const callerOf = (tenant: string, kind: Caller['kind'], id: string, scopes: string): Caller => ({
  tenant,
  kind,
  id,
  scopes: new Set(scopes.split(' ')),
  expiresAt: Number.POSITIVE_INFINITY,
});

export const reservation = (interactionId: string, more: Partial<Reservation> = {}): Reservation => ({
  interactionId,
  offerId: `offer-${interactionId}`,
  seq: 1,
  type: 'WEBCHAT',
  reason: 'QUEUE',
  ...more,
});

let tenants = 0;
/** Returns a tenant that no other test uses. */
export const newTenant = (): string => `t${tenants++}-${Math.random().toString(36).slice(2, 8)}`;
