import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { badCursor, historyLost } from '../kernel/errors.ts';
import { createSharedSettings, type Storage } from '../storage/index.ts';

/**
 * The public name of a place in a stream: opaque, of one stream and one past. It carries a signature, so that it names what it was made
 * for or nothing; its key lies with the log, since every process must read what another has given out.
 */
export interface EventIds {
  /** To be awaited before the first `encode`. */
  ready(): Promise<void>;
  encode(tenant: string, stream: string, seq: number): string;
  /**
   * @param field the argument, for the error
   * @throws BAD_CURSOR for what is none, or of another stream; HISTORY_LOST for one of another past
   */
  decode(field: string, tenant: string, stream: string, eventId: string): Promise<number>;
  /** A new past begins: what was given out before is HISTORY_LOST. For a database that was restored from a backup. */
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
      // Made once: to make a key of bytes anew costs four times as much as to sign with it.
      secret: createSecretKey(secret, 'hex'),
    }),
  );
  const sign = (tenant: string, stream: string, head: Buffer): Buffer =>
    createHmac('sha256', current().secret)
      .update(`${tenant}:${stream}:`)
      .update(head)
      .digest()
      .subarray(0, signatureBytes);

  return {
    ready,
    encode(tenant, stream, seq) {
      const head = Buffer.alloc(epochBytes + seqBytes);
      current().epoch.copy(head);
      head.writeUIntBE(seq, epochBytes, seqBytes);
      return Buffer.concat([head, sign(tenant, stream, head)]).toString('base64url');
    },
    async decode(field, tenant, stream, eventId) {
      await ready();
      const bytes = Buffer.from(eventId.slice(0, 64), 'base64url');
      if (bytes.length !== length || bytes.toString('base64url') !== eventId) throw badCursor(field);
      const head = bytes.subarray(0, epochBytes + seqBytes);
      if (!timingSafeEqual(bytes.subarray(head.length), sign(tenant, stream, head))) throw badCursor(field);
      if (!head.subarray(0, epochBytes).equals(current().epoch)) throw historyLost(field);
      return head.readUIntBE(epochBytes, seqBytes);
    },
    renew: () => change({ epoch: newEpoch() }),
  };
}
