import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { GridFSBucket, type Binary, type Collection, type Db, type ObjectId } from 'mongodb';
import { isDuplicateKey, rethrow } from './driver-errors.ts';
import { documentId } from './tenant-collection.ts';

/** A file that is there whole. */
export interface StoredFile<Metadata> {
  /** Of the bytes, which no other try to save them has. */
  readonly id: string;
  readonly size: number;
  readonly chunkSize: number;
  readonly metadata: Metadata;
}

/** From the first to before the last: 0 and the size are all of it. */
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
    /** Whether what the file belongs to has it. */
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

/** That bytes are being saved, or were and nobody has said yet that they are wanted. Removed when it is known what became of them. */
interface Attempt {
  readonly _id: string;
  readonly tenant: string;
  readonly name: string;
  readonly at: Date;
}

/** A megabyte: what a slow reader may keep waiting, and enough that the next is there in time. */
const chunksAtOnce = 4;

/**
 * Files in GridFS; every access names the tenant. A file begins unconfirmed, since what it belongs to is written elsewhere; one that
 * stays so can be found. Each try to save has bytes of its own, and the first to be whole is the file: so tries of the same file do not
 * meet, and what one that died has left is in nobody's way.
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

  createIndexes(): Promise<void> {
    this.#indexed ??= this.#createIndexes().catch((error: unknown) => {
      this.#indexed = undefined;
      return rethrow(error);
    });
    return this.#indexed;
  }

  async #createIndexes(): Promise<void> {
    await this.#files.createIndexes([{ key: { 'metadata.tenant': 1, filename: 1 }, unique: true }]);
    await this.#chunks.createIndexes([{ key: { files_id: 1, n: 1 }, unique: true }]);
  }

  /** @returns false if there is one with this id already: it stays as it is */
  async save(
    tenant: string,
    naturalId: string,
    bytes: Buffer,
    metadata: Metadata,
    now: Date,
  ): Promise<boolean> {
    // That an id has one file follows from the index.
    await this.createIndexes();
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
      // Whatever else it was, some of it may still be on its way: a sweep comes by when it no longer is.
      if (!isDuplicateKey(error)) return rethrow(error);
      await this.#forget(id);
      return false;
    }
  }

  /** @returns undefined if there is none */
  async stat(tenant: string, naturalId: string): Promise<StoredFile<Metadata> | undefined> {
    const file = await this.#files.findOne(named(tenant, naturalId)).catch(rethrow);
    return file === null
      ? undefined
      : { id: file._id, size: file.length, chunkSize: file.chunkSize, metadata: file.metadata.own };
  }

  /**
   * Reads as fast as it is read from. (The driver's own reader takes up to 16 MB ahead, leaves its cursor open when it is destroyed, and
   * ends early without a word where the last chunks are missing.)
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
    if (n * chunkSize < end) throw new Error(`The file ${id} has bytes missing after ${n} chunks.`);
  }

  /** Apart from who reads, since what ends the reader is thrown into it, and is no failure of the database. */
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

  /** Says that it is wanted. @returns false if there is none */
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

  /** Deletes it, unless it is confirmed. */
  async discard(tenant: string, naturalId: string, now: Date): Promise<void> {
    await this.#delete({ ...named(tenant, naturalId), 'metadata.confirmed': false }, now);
  }

  /** @returns whether there was one */
  async delete(tenant: string, naturalId: string, now: Date): Promise<boolean> {
    return this.#delete(named(tenant, naturalId), now);
  }

  /**
   * What was saved before an instant and never confirmed, of all tenants, for who knows whether it is wanted. What never came to be a
   * file is cleared away meanwhile.
   */
  async *unconfirmed(before: Date): AsyncGenerator<{ readonly tenant: string; readonly naturalId: string }> {
    try {
      const attempts = this.#attempts.find({ at: { $lt: before } }, { comment: 'sweep' });
      for await (const { _id, tenant, name } of attempts) {
        const file = await this.#files.findOne({ _id }, { comment: 'sweep' });
        if (file === null) await this.#forget(_id);
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
      // Noted first: were this process to end in between, nothing else would still name the bytes.
      const attempt = { tenant: file.metadata.tenant, name, at: now };
      await this.#attempts.updateOne({ _id }, { $setOnInsert: attempt }, { upsert: true });
      const { deletedCount } = await this.#files.deleteOne({ ...filter, _id });
      if (deletedCount === 0) return false;
      await this.#forget(_id);
      return true;
    } catch (error) {
      return rethrow(error);
    }
  }

  async #forget(id: string): Promise<void> {
    try {
      await this.#chunks.deleteMany({ files_id: id });
      await this.#attempts.deleteOne({ _id: id });
    } catch (error) {
      rethrow(error);
    }
  }
}

const named = (tenant: string, naturalId: string) => ({ 'metadata.tenant': tenant, filename: naturalId });
