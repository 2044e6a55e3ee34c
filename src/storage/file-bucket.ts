import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import {
  GridFSBucket,
  type Binary,
  type Collection,
  type Db,
  type IndexDescription,
  type ObjectId,
} from 'mongodb';
import { isDuplicateKey, rethrow } from './driver-errors.ts';
import { documentId } from './tenant-document.ts';

/** A file whose bytes are complete. */
export interface StoredFile<Metadata> {
  /** The id of the bytes. Each attempt to save a file has its own. */
  readonly id: string;
  readonly size: number;
  readonly chunkSize: number;
  readonly metadata: Metadata;
}

/** A range of bytes. `end` is exclusive: 0 and the size are the whole file. */
export interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

interface FileDocument<Metadata> {
  readonly _id: string;
  readonly length: number;
  readonly chunkSize: number;
  /** The natural id. */
  readonly filename: string;
  readonly metadata: {
    readonly tenant: string;
    /** Whether the document that the file belongs to refers to it. */
    readonly confirmed: boolean;
    readonly own: Metadata;
  };
}

interface ChunkDocument {
  readonly _id: ObjectId;
  readonly files_id: string;
  readonly n: number;
  readonly data: Binary;
}

/** An attempt to save a file. It is removed when the file is confirmed or its bytes are deleted. */
interface Attempt {
  readonly _id: string;
  readonly tenant: string;
  readonly name: string;
  readonly at: Date;
}

const filesIndexes: readonly IndexDescription[] = [
  { key: { 'metadata.tenant': 1, filename: 1 }, unique: true },
];
const chunksIndexes: readonly IndexDescription[] = [{ key: { files_id: 1, n: 1 }, unique: true }];

/** Returns the indexes of a bucket, by collection. */
export const fileIndexes = (bucket: string) =>
  [
    [`${bucket}.files`, filesIndexes],
    [`${bucket}.chunks`, chunksIndexes],
  ] as const;

/** One megabyte: a bound for the memory of a slow reader, and large enough to read ahead. */
const chunksAtOnce = 4;

/**
 * Files in GridFS. Each access requires the tenant. A new file is unconfirmed, since the document that it belongs to is written
 * separately; a sweep finds files that stay unconfirmed. Each attempt to save has bytes of its own, and the first complete one becomes the
 * file. So attempts for the same file do not conflict, and an attempt of a process that died does not block others.
 */
export class FileBucket<Metadata extends object> {
  readonly #bucket: GridFSBucket;
  readonly #files: Collection<FileDocument<Metadata>>;
  readonly #chunks: Collection<ChunkDocument>;
  readonly #attempts: Collection<Attempt>;
  #indexed: Promise<void> | undefined;

  constructor(db: Db, name: string) {
    this.#bucket = new GridFSBucket(db, { bucketName: name, writeConcern: { w: 'majority' } });
    this.#files = db.collection(`${name}.files`);
    this.#chunks = db.collection(`${name}.chunks`);
    this.#attempts = db.collection(`${name}.attempts`);
  }

  /** Creates the indexes before the first file is saved. */
  #createIndexes(): Promise<void> {
    this.#indexed ??= Promise.all([
      this.#files.createIndexes([...filesIndexes]),
      this.#chunks.createIndexes([...chunksIndexes]),
    ]).then(
      () => undefined,
      (error: unknown) => {
        this.#indexed = undefined;
        return rethrow(error);
      },
    );
    return this.#indexed;
  }

  /** @returns false if a file with this id exists; it is not changed */
  async save(
    tenant: string,
    naturalId: string,
    bytes: Buffer,
    metadata: Metadata,
    now: Date,
  ): Promise<boolean> {
    // The unique index ensures that an id has one file.
    await this.#createIndexes();
    if ((await this.stat(tenant, naturalId)) !== undefined) return false;
    const id = documentId(tenant, `${naturalId}:${randomUUID()}`);
    await this.#attempts.insertOne({ _id: id, tenant, name: naturalId, at: now }).catch(rethrow);
    try {
      const upload = this.#bucket.openUploadStreamWithId(id as unknown as ObjectId, naturalId, {
        metadata: { tenant, confirmed: false, own: metadata },
      });
      upload.end(bytes);
      await finished(upload);
      return true;
    } catch (error) {
      // After other errors some chunks may still be in transit. A sweep deletes them later.
      if (!isDuplicateKey(error)) return rethrow(error);
      await this.#deleteBytes(id);
      return false;
    }
  }

  /** @returns undefined if it does not exist */
  async stat(tenant: string, naturalId: string): Promise<StoredFile<Metadata> | undefined> {
    const file = await this.#files.findOne(named(tenant, naturalId)).catch(rethrow);
    return file === null
      ? undefined
      : { id: file._id, size: file.length, chunkSize: file.chunkSize, metadata: file.metadata.own };
  }

  /**
   * Reads with backpressure. (The driver's own reader buffers up to 16 MB, leaves its cursor open when it is destroyed, and ends without
   * an error if the last chunks are missing.)
   */
  read(file: StoredFile<Metadata>, span: ByteSpan): Readable {
    return Readable.from(this.#read(file, span), { objectMode: false });
  }

  async *#read(
    { id, chunkSize }: StoredFile<Metadata>,
    { start, end }: ByteSpan,
  ): AsyncGenerator<Uint8Array> {
    let n = Math.floor(start / chunkSize);
    for await (const chunk of this.#chunksOf(id, n, Math.ceil(end / chunkSize))) {
      if (chunk.n !== n) break;
      const { buffer } = chunk.data;
      const from = n * chunkSize;
      yield buffer.subarray(Math.max(start - from, 0), Math.min(end - from, buffer.length));
      n += 1;
    }
    if (n * chunkSize < end) throw new Error(`The file ${id} lacks bytes after ${n} chunks.`);
  }

  /** Separate from the reader: an error that ends the reader is thrown into its generator, and is no error of the database. */
  async *#chunksOf(fileId: string, from: number, to: number) {
    try {
      yield* this.#chunks
        .find(
          { files_id: fileId, n: { $gte: from, $lt: to } },
          { projection: { _id: 0, n: 1, data: 1 }, batchSize: chunksAtOnce },
        )
        .sort({ n: 1 });
    } catch (error) {
      rethrow(error);
    }
  }

  /** Confirms a file. @returns false if it does not exist */
  async confirm(tenant: string, naturalId: string): Promise<boolean> {
    const file = await this.#files
      .findOneAndUpdate(
        named(tenant, naturalId),
        { $set: { 'metadata.confirmed': true } as object },
        { projection: { _id: 1 } },
      )
      .catch(rethrow);
    if (file === null) return false;
    await this.#attempts.deleteOne({ _id: file._id }).catch(rethrow);
    return true;
  }

  /** Deletes a file unless it is confirmed. */
  async discard(tenant: string, naturalId: string, now: Date): Promise<void> {
    await this.#delete({ ...named(tenant, naturalId), 'metadata.confirmed': false }, now);
  }

  /** @returns false if it does not exist */
  async delete(tenant: string, naturalId: string, now: Date): Promise<boolean> {
    return this.#delete(named(tenant, naturalId), now);
  }

  /**
   * Yields the unconfirmed files of all tenants that were saved before an instant. The caller decides whether to keep them. Deletes the
   * bytes of attempts that did not complete.
   */
  async *unconfirmed(before: Date): AsyncGenerator<{ readonly tenant: string; readonly naturalId: string }> {
    try {
      const attempts = this.#attempts.find({ at: { $lt: before } }, { comment: 'sweep' });
      for await (const { _id, tenant, name } of attempts) {
        const file = await this.#files.findOne({ _id }, { comment: 'sweep' });
        if (file === null) await this.#deleteBytes(_id);
        else if (file.metadata.confirmed) await this.#attempts.deleteOne({ _id });
        else yield { tenant, naturalId: name };
      }
    } catch (error) {
      rethrow(error);
    }
  }

  async #delete(filter: Readonly<Record<string, string | boolean>>, now: Date): Promise<boolean> {
    try {
      const file = await this.#files.findOne(filter);
      if (file === null) return false;
      const { _id, filename: name } = file;
      // The attempt is recorded first. If this process ends in between, a sweep still finds the bytes.
      const attempt = { tenant: file.metadata.tenant, name, at: now };
      await this.#attempts.updateOne({ _id }, { $setOnInsert: attempt }, { upsert: true });
      const { deletedCount } = await this.#files.deleteOne({ ...filter, _id });
      if (deletedCount === 0) return false;
      await this.#deleteBytes(_id);
      return true;
    } catch (error) {
      return rethrow(error);
    }
  }

  async #deleteBytes(id: string): Promise<void> {
    try {
      await this.#chunks.deleteMany({ files_id: id });
      await this.#attempts.deleteOne({ _id: id });
    } catch (error) {
      rethrow(error);
    }
  }
}

const named = (tenant: string, naturalId: string) => ({ 'metadata.tenant': tenant, filename: naturalId });
