import {
  DamagedError,
  importRecords,
  InputTooLargeError,
  RejectedInputError,
  type Importer,
  type RecordTaker,
  type Reject,
  type Wrapping,
} from '../../../intake/index.ts';
import { DomainError } from '../../../kernel/errors.ts';
import { envelopeContainers, fromBase64, openEnvelope } from './envelopes.ts';
import { maxEventBytes } from './parse-event.ts';

/** The result of a stream of events. `rejected` has the first thousand of `rejectedCount`. */
export interface StreamReport {
  readonly read: number;
  readonly added: number;
  readonly updated: number;
  readonly duplicate: number;
  readonly disabled: number;
  readonly rejectedCount: number;
  readonly rejected: readonly {
    readonly index: number;
    readonly line: number;
    readonly column: number;
    readonly reason: string;
  }[];
}

const maxRejected = 1000;
/** A batch writes each agent's state once, so large batches need fewer writes. One of 2,000 events held up other requests for 50 ms. */
const batch = { records: 500, chars: 1024 * 1024 };
/** Bodies of real events stay far below: nearly equal events of Amazon Connect compress to a hundredth. */
const bodyLimits = { maxExpansion: 250, maxRecords: 500_000, maxRejectsInRow: 10_000 };

export interface StreamOptions {
  /** The limit of the body, compressed or decompressed. */
  readonly maxBytes: number;
  /** Aborts when the client has left. */
  readonly signal?: AbortSignal;
}

/**
 * @throws PAYLOAD_TOO_LARGE, or BAD_USER_INPUT for a body that is incomplete, contains no event, or has too many rejected records in a row
 */
export type IngestStream = (
  tenant: string,
  input: AsyncIterable<Uint8Array>,
  options: StreamOptions,
) => Promise<StreamReport>;

/** Ingests events from a body. */
export const createStreamIngest =
  (importer: Importer): IngestStream =>
  async (tenant, input, options) => {
    let records = 0;
    const counting: RecordTaker = {
      ...importer,
      importBatch(tenant, batch) {
        records += batch.length;
        return importer.importBatch(tenant, batch);
      },
    };
    const report = await ingestStream(counting, tenant, input, options);
    const [first] = report.rejected;
    if (records === 0)
      throw new DomainError(
        'BAD_USER_INPUT',
        first === undefined
          ? 'There is no event in the body.'
          : `There is no event in the body. Line ${first.line}, column ${first.column}: ${first.reason}.`,
      );
    return report;
  };

/**
 * Ingests a delivery of Amazon Data Firehose to an HTTP endpoint: records in Base64, each with any number of events. Firehose retries a
 * refused delivery, so only a body that is not a delivery is refused. A record that cannot be read becomes a dead letter.
 */
export const createDeliveryIngest =
  (importer: Importer): IngestStream =>
  async (tenant, input, options) => {
    let records = 0;
    const report = await ingestStream(importer, tenant, input, options, {
      containers: envelopeContainers,
      open({ text, value, line, column }, depth) {
        if (depth > 0) return openEnvelope(text, value);
        if (!hasData(value)) throw notADelivery({ line, column, reason: 'a record has no data' });
        records += 1;
        return fromBase64(value.data);
      },
      refuse: notADelivery,
    });
    if (records === 0) throw new DomainError('BAD_USER_INPUT', 'There is no record in the body.');
    return report;
  };

/**
 * Ingests a stream with backpressure: reading waits for writing. What was written before a fault stays, and the whole body may be sent
 * again.
 */
async function ingestStream(
  importer: RecordTaker,
  tenant: string,
  input: AsyncIterable<Uint8Array>,
  { maxBytes, signal }: StreamOptions,
  wrapping?: Wrapping,
): Promise<StreamReport> {
  const rejects: StreamReport['rejected'][number][] = [];
  const report = await importRecords(importer, tenant, input, {
    inputLimits: { ...bodyLimits, maxBytes },
    batch,
    limits: { recordBytes: maxEventBytes },
    signal,
    wrapping,
    throwsDamaged: true,
    onReject({ index, line, column, reason }) {
      if (rejects.length < maxRejected) rejects.push({ index, line, column, reason });
    },
  }).catch((error: unknown) => {
    if (error instanceof InputTooLargeError)
      throw new DomainError('PAYLOAD_TOO_LARGE', `The body ${error.message}.`);
    if (error instanceof RejectedInputError) throw tooManyRejects(error, rejects[0]);
    if (error instanceof DamagedError)
      throw new DomainError('BAD_USER_INPUT', `The body did not arrive whole: ${error.message}.`);
    throw error;
  });
  const { read, added, updated, duplicate, disabled = 0, rejected: rejectedCount } = report;
  return { read, added, updated, duplicate, disabled, rejectedCount, rejected: rejects };
}

const hasData = (value: unknown): value is { readonly data: string } =>
  typeof value === 'object' && value !== null && 'data' in value && typeof value.data === 'string';

function tooManyRejects(
  { rejectsInRow, report: { added, updated, duplicate, rejected } }: RejectedInputError,
  first: Omit<Reject, 'index'> | undefined,
): DomainError {
  const where =
    first === undefined ? '' : ` First reject: line ${first.line}, column ${first.column}: ${first.reason}.`;
  return new DomainError(
    'BAD_USER_INPUT',
    `The rest of the body is not read, because ${rejectsInRow} records in a row were rejected. Until then, ${added} events were added, ${updated} updated, ${duplicate} duplicate and ${rejected} rejected.${where}`,
  );
}

const notADelivery = ({ line, column, reason }: Omit<Reject, 'index'>) =>
  new DomainError(
    'BAD_USER_INPUT',
    `The body is not a delivery of records. Line ${line}, column ${column}: ${reason}.`,
  );
