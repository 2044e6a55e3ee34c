import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { badCursor, historyLost } from '../kernel/errors.ts';
import { createSharedSettings, type Storage } from '../storage/index.ts';

/**
 * Converts between sequence numbers and event ids, their opaque form for clients. An event id holds the epoch of the log, the sequence
 * number and a signature over the tenant and the stream, so it is valid for one stream only. The signing key is stored in the database,
 * because every process must read the event ids of the others.
 */
export interface EventIds {
  /** Must resolve before the first call of `encode`. */
  ready(): Promise<void>;
  encode(tenant: string, stream: string, seq: number): string;
  /**
   * @param field the argument that holds the event id, for the error
   * @throws BAD_CURSOR for an invalid event id or one of another stream; HISTORY_LOST for one of an earlier epoch
   */
  decode(field: string, tenant: string, stream: string, eventId: string): Promise<number>;
  /** Starts a new epoch after the database was restored from a backup. Earlier event ids become HISTORY_LOST. */
  renew(): Promise<void>;
}

const epochBytes = 4;
const seqBytes = 6;
const signatureBytes = 8;
const length = epochBytes + seqBytes + signatureBytes;
const newEpoch = () => randomBytes(epochBytes).toString('hex');

export function createEventIds(storage: Storage): EventIds {
  const { ready, current, change } = createSharedSettings(
    storage,
    'log',
    () => ({ epoch: newEpoch(), secret: randomBytes(32).toString('hex') }),
    ({ epoch, secret }) => ({
      epoch: Buffer.from(epoch, 'hex'),
      // Creating a key object costs four times as much as signing with it.
      secret: createSecretKey(secret, 'hex'),
    }),
  );
  const sign = (tenant: string, stream: string, payload: Buffer): Buffer =>
    createHmac('sha256', current().secret)
      .update(`${tenant}:${stream}:`)
      .update(payload)
      .digest()
      .subarray(0, signatureBytes);

  return {
    ready,
    encode(tenant, stream, seq) {
      const payload = Buffer.alloc(epochBytes + seqBytes);
      current().epoch.copy(payload);
      payload.writeUIntBE(seq, epochBytes, seqBytes);
      return Buffer.concat([payload, sign(tenant, stream, payload)]).toString('base64url');
    },
    async decode(field, tenant, stream, eventId) {
      await ready();
      const bytes = Buffer.from(eventId.slice(0, 64), 'base64url');
      if (bytes.length !== length || bytes.toString('base64url') !== eventId) throw badCursor(field);
      const payload = bytes.subarray(0, epochBytes + seqBytes);
      if (!timingSafeEqual(bytes.subarray(payload.length), sign(tenant, stream, payload)))
        throw badCursor(field);
      if (!payload.subarray(0, epochBytes).equals(current().epoch)) throw historyLost(field);
      return payload.readUIntBE(epochBytes, seqBytes);
    },
    renew: () => change({ epoch: newEpoch() }),
  };
}
