import { createHmac, createSecretKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { badCursor, historyLost } from '../kernel/errors.ts';
import { asDomainError, type Storage } from '../storage/index.ts';

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

interface Settings {
  readonly _id: 'log';
  readonly epoch: string;
  readonly secret: string;
}

const epochBytes = 4;
const seqBytes = 6;
const signatureBytes = 8;
const length = epochBytes + seqBytes + signatureBytes;
const newEpoch = () => randomBytes(epochBytes).toString('hex');

export function createEventIds(storage: Storage): EventIds {
  const collection = storage.systemCollection<Settings>('settings', []);
  let loading: Promise<void> | undefined;
  let known: { readonly epoch: Buffer; readonly secret: KeyObject } | undefined;

  async function load(): Promise<void> {
    const settings = await collection
      .findOneAndUpdate(
        { _id: 'log' },
        { $setOnInsert: { epoch: newEpoch(), secret: randomBytes(32).toString('hex') } },
        { upsert: true, returnDocument: 'after' },
      )
      .catch((error: unknown) => {
        loading = undefined;
        throw asDomainError(error);
      });
    if (settings !== null)
      known = {
        epoch: Buffer.from(settings.epoch, 'hex'),
        // Made once: to make a key of bytes anew costs four times as much as to sign with it.
        secret: createSecretKey(settings.secret, 'hex'),
      };
  }
  const ready = () => (loading ??= load());
  const current = () => {
    if (known === undefined) throw new Error('The log was not asked whether it is ready.');
    return known;
  };
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
    async renew() {
      await ready();
      await collection.updateOne({ _id: 'log' }, { $set: { epoch: newEpoch() } });
      loading = undefined;
      await ready();
    },
  };
}
