import type { Importer, Reject } from '../../../intake/index.ts';
import { DomainError } from '../../../kernel/errors.ts';
import { ingestStream, type IngestStream } from './stream.ts';

/**
 * Takes what Amazon Data Firehose delivers to an HTTP endpoint: records of a stream in Base64, each with any number of events in it, or
 * none. It sends again what was refused, so only what Firehose would not send is: of a record that cannot be read comes a dead letter.
 */
export const createDeliveryIngest =
  (importer: Importer): IngestStream =>
  async (tenant, input, maxBytes) => {
    let records = 0;
    const report = await ingestStream(importer, tenant, input, maxBytes, {
      containers: ['records'],
      open({ value, line, column }) {
        if (!hasData(value)) throw noDelivery({ line, column, reason: 'a record has no data' });
        records += 1;
        const bytes = Buffer.from(value.data, 'base64');
        // Decoding passes over what is no Base64.
        return bytes.toString('base64') === value.data ? bytes : 'data is no Base64';
      },
      refuse: noDelivery,
    });
    if (records === 0) throw new DomainError('BAD_USER_INPUT', 'There is no record in the body.');
    return report;
  };

const hasData = (value: unknown): value is { readonly data: string } =>
  typeof value === 'object' && value !== null && 'data' in value && typeof value.data === 'string';

const noDelivery = ({ line, column, reason }: Omit<Reject, 'index'>) =>
  new DomainError(
    'BAD_USER_INPUT',
    `The body is no delivery of records. Line ${line}, column ${column}: ${reason}.`,
  );
