import { createHmac, createSecretKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { badCursor, historyLost } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import { createSharedSettings, type Storage } from '../storage/index.ts';
import type { EventLog } from './event-log.ts';
import { lastSeq, type LogRecord, type StreamKind } from './record.ts';
import { eventCollection } from './store.ts';

export interface StreamName {
  readonly tenant: string;
  readonly kind: StreamKind;
  readonly stream: string;
}

/** A fact's position in its stream, and the instant of its record. */
export interface EventPosition {
  readonly seq: number;
  readonly at: Date;
}

/**
 * Converts between positions of facts and event ids, their opaque form for clients. An event id holds the epoch of the log, the sequence
 * number, the instant of the record, and a signature over these and the stream. So it is valid for one stream only, and names one fact:
 * after a restore of an older backup another fact can have the same sequence number, but not at the same instant. The signing key is
 * stored in the database, because every process must read the event ids of the others.
 */
export interface EventIds {
  /** Must resolve before the first call of `encode`. */
  ready(): Promise<void>;
  encode(stream: StreamName, position: EventPosition): string;
  /**
   * Returns the position that an event id holds. The caller compares it with the log by `isAt`.
   * @param field the argument that holds the event id, for the error
   * @throws BAD_CURSOR for an invalid event id or one of another stream; HISTORY_LOST for one of an earlier epoch
   */
  decode(field: string, stream: StreamName, eventId: string): Promise<EventPosition>;
  /**
   * Returns the sequence number of the fact that an event id names.
   * @throws as `decode`; also HISTORY_LOST if the log does not have the fact
   */
  locate(field: string, stream: StreamName, eventId: string): Promise<number>;
  /** Logs a warning if the log is in another collection than when its epoch began, as after a restore from a backup. */
  checkOrigin(): Promise<void>;
  /** Starts a new epoch after the database was restored from a backup. Earlier event ids become HISTORY_LOST. */
  renew(): Promise<void>;
}

const epochBytes = 4;
const numberBytes = 6;
const payloadBytes = epochBytes + 2 * numberBytes;
const signatureBytes = 8;
const newEpoch = () => randomBytes(epochBytes).toString('hex');

/** Whether a record holds the fact at a position. */
export const isAt = (record: LogRecord, { seq, at }: EventPosition): boolean =>
  record.seq <= seq && seq <= lastSeq(record) && record.at.getTime() === at.getTime();

export function createEventIds(
  storage: Storage,
  log: Pick<EventLog, 'readContaining' | 'confirmPrimary'>,
  logger: Pick<Logger, 'warn'>,
): EventIds {
  const { ready, reload, current, change } = createSharedSettings<LogSettings, ParsedSettings>(
    storage,
    'log',
    () => ({ epoch: newEpoch(), secret: randomBytes(32).toString('hex') }),
    ({ epoch, secret, collection }) => ({
      epoch: Buffer.from(epoch, 'hex'),
      // Creating a key object costs four times as much as signing with it.
      secret: createSecretKey(secret, 'hex'),
      collection,
    }),
  );
  const sign = ({ tenant, kind, stream }: StreamName, payload: Buffer): Buffer =>
    createHmac('sha256', current().secret)
      .update(`${tenant}:${kind}:${stream}:`)
      .update(payload)
      .digest()
      .subarray(0, signatureBytes);
  let hasWarned = false;

  async function decode(field: string, stream: StreamName, eventId: string): Promise<EventPosition> {
    await ready();
    const bytes = Buffer.from(eventId.slice(0, 64), 'base64url');
    if (bytes.length !== payloadBytes + signatureBytes || bytes.toString('base64url') !== eventId)
      throw badCursor(field);
    const payload = bytes.subarray(0, payloadBytes);
    if (!timingSafeEqual(bytes.subarray(payloadBytes), sign(stream, payload))) throw badCursor(field);
    const epoch = payload.subarray(0, epochBytes);
    // Another process may have started a new epoch.
    if (!epoch.equals(current().epoch)) await reload();
    if (!epoch.equals(current().epoch)) throw historyLost(field);
    return {
      seq: payload.readUIntBE(epochBytes, numberBytes),
      at: new Date(payload.readUIntBE(epochBytes + numberBytes, numberBytes)),
    };
  }

  return {
    ready,
    decode,
    encode(stream, { seq, at }) {
      const payload = Buffer.alloc(payloadBytes);
      current().epoch.copy(payload);
      payload.writeUIntBE(seq, epochBytes, numberBytes);
      payload.writeUIntBE(at.getTime(), epochBytes + numberBytes, numberBytes);
      return Buffer.concat([payload, sign(stream, payload)]).toString('base64url');
    },
    async locate(field, stream, eventId) {
      const position = await decode(field, stream, eventId);
      const isInLog = async () =>
        (await log.readContaining(stream.tenant, stream.kind, [{ stream: stream.stream, ...position }])).some(
          (record) => isAt(record, position),
        );
      if (await isInLog()) return position.seq;
      // A new primary can read a little behind what a majority has, until a majority has acknowledged a write of its own.
      await log.confirmPrimary();
      if (await isInLog()) return position.seq;
      // Every client that resumes is affected, so one line is enough.
      if (!hasWarned) logger.warn({ ...stream, ...position }, olderLog);
      hasWarned = true;
      throw historyLost(field);
    },
    async renew() {
      const collection = await storage.collectionId(eventCollection);
      await change({ epoch: newEpoch(), ...(collection !== undefined && { collection }) });
    },
    async checkOrigin() {
      await reload();
      const collection = await storage.collectionId(eventCollection);
      if (collection === undefined || collection === current().collection) return;
      if (current().collection === undefined) await change({ collection });
      else logger.warn({}, restoredLog);
    },
  };
}

type LogSettings = Readonly<Record<'epoch' | 'secret', string>> & {
  /** The id of the log's collection when the epoch began. */
  readonly collection?: string;
};

interface ParsedSettings {
  readonly epoch: Buffer;
  readonly secret: KeyObject;
  readonly collection: string | undefined;
}

const restoredLog =
  'the event log is not in the collection in which it began: the database was restored from a backup. ' +
  'Run `switchboard replay --new-epoch`';

const olderLog =
  'a client holds the position of an event that the event log does not have: the database was restored from an older backup. ' +
  'Run `switchboard replay --new-epoch`';
