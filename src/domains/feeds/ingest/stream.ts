import {
  DamagedError,
  importRecords,
  InputTooLargeError,
  type Importer,
  type RecordTaker,
  type Wrapping,
} from '../../../intake/index.ts';
import { DomainError } from '../../../kernel/errors.ts';

/** What became of a stream of events. `rejected` names the first thousand of `rejectedCount`. */
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

const maxRejectsTold = 1000;
/** Each agent's state is written once a batch, whatever number of events tell of it: the larger, the fewer writes. */
const batch = { records: 2000, chars: 4 * 1024 * 1024 };

/** @throws PAYLOAD_TOO_LARGE, and BAD_USER_INPUT for what is no event at all, or not whole */
export type IngestStream = (
  tenant: string,
  input: AsyncIterable<Uint8Array>,
  maxBytes: number,
) => Promise<StreamReport>;

/**
 * Takes events as they come in, as a file is imported: no more is read than is being written. What was written before a fault stays; the
 * whole may be sent again.
 */
export async function ingestStream(
  importer: RecordTaker,
  tenant: string,
  input: AsyncIterable<Uint8Array>,
  maxBytes: number,
  wrapping?: Wrapping,
): Promise<StreamReport> {
  const told: StreamReport['rejected'][number][] = [];
  const report = await importRecords(importer, tenant, input, {
    maxBytes,
    batch,
    wrapping,
    throwsDamaged: true,
    onReject({ index, line, column, reason }) {
      if (told.length < maxRejectsTold) told.push({ index, line, column, reason });
    },
  }).catch((error: unknown) => {
    if (error instanceof InputTooLargeError)
      throw new DomainError('PAYLOAD_TOO_LARGE', `The body is larger than the limit of ${maxBytes} bytes.`);
    if (error instanceof DamagedError)
      throw new DomainError('BAD_USER_INPUT', `The body did not arrive whole: ${error.message}.`);
    throw error;
  });
  const { read, added, updated, duplicate, disabled = 0, rejected: rejectedCount } = report;
  return { read, added, updated, duplicate, disabled, rejectedCount, rejected: told };
}

/** Takes a body of events. */
export const createStreamIngest =
  (importer: Importer): IngestStream =>
  async (tenant, input, maxBytes) => {
    let records = 0;
    const counting: RecordTaker = {
      ...importer,
      importBatch(tenant, batch) {
        records += batch.length;
        return importer.importBatch(tenant, batch);
      },
    };
    const report = await ingestStream(counting, tenant, input, maxBytes);
    const [first] = report.rejected;
    if (records === 0 && first === undefined)
      throw new DomainError('BAD_USER_INPUT', 'There is no event in the body.');
    if (records === 0 && first !== undefined)
      throw new DomainError(
        'BAD_USER_INPUT',
        `There is no event in the body. Line ${first.line}, column ${first.column}: ${first.reason}.`,
      );
    return report;
  };
