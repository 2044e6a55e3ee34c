import { ExactNumber, isJsonObject, parseJson } from '../../../../kernel/json.ts';
import { z } from 'zod';
import { parseOrReject, type Rejected } from '../../../shared/import-batch.ts';
import { noKeys } from '../../model/index.ts';
import { toVariableSets } from './variables.ts';
import { flowPage, summaryPage } from './pages.ts';
import { firstTimeOf, type FlowRecord } from './record.ts';
import { byShape, readInstant, optional, readText } from './fields.ts';

/** Converts a phone number to E.164; undefined if it is not a phone number. */
export type ToE164 = (readText: string) => string | undefined;

const pages = z.array(summaryPage);
const pagesInside = z.object({ pages }).transform((summary) => summary.pages);
const identifier = z.string().regex(/^\d{1,32}$/, 'must have 1 to 32 digits');

const variableSets = optional(
  z.unknown().transform((sets, context) =>
    sets == null
      ? null
      : toVariableSets(sets, (path, message) => {
          context.issues.push({ code: 'custom', path: [...path], message, input: sets });
        }),
  ),
);

/**
 * Returns the schema of an envelope: the vendor's responses for one flow, with the identifiers that the vendor has only in the URL.
 * `endReason` and `customerId` are fields of this server's own exports.
 */
function envelopeWith(toE164: ToE164) {
  const phoneNumber = optional(
    z.string().transform((readText, context) => {
      const number = toE164(readText);
      if (number !== undefined) return number;
      context.addIssue(`${JSON.stringify(readText)} is no phone number`);
      return z.NEVER;
    }),
  );
  return z.object({
    interactionUniqueId: identifier,
    title: readText,
    phoneNumber,
    status: optional(z.enum(['RUNNING', 'COMPLETED', 'ABANDONED'])),
    endReason: optional(
      z.enum(['FINISHED', 'TERMINATED_BY_USER', 'INTERRUPTED', 'SAVED_UNFINISHED', 'IDLE']),
    ),
    startedAt: optional(readInstant),
    endedAt: optional(readInstant),
    customerId: optional(z.string().min(1)),
    keys: z
      .object({
        dtmf: optional(z.string().regex(/^[\d*#]{1,32}$/, 'must have 1 to 32 of 0 to 9, * and #')),
        dnid: optional(z.string().regex(/^(\d{4}|\d{6})$/, 'must have 4 or 6 digits')),
        callReturnNumber: phoneNumber,
        callerId: phoneNumber,
        historySearchId: optional(z.string().min(1)),
      })
      .nullish(),
    fullFlow: optional(z.array(flowPage)),
    summary: optional(byShape((value) => (Array.isArray(value) ? pages : pagesInside))),
    variableSets,
  });
}

export function createEnvelopeParser(toE164: ToE164) {
  const envelope = envelopeWith(toE164);

  return function parseEnvelope(source: string): FlowRecord | Rejected {
    const parsed = parseOrReject(envelope, parseRecord(source));
    if ('rejected' in parsed) return parsed;
    const { customerId: customer, keys, ...read } = parsed;
    const { fullFlow, summary, startedAt, endedAt, status } = read;
    if (fullFlow === null && summary === null && read.variableSets === null)
      return rejected([], 'has none of fullFlow, summary and variableSets');
    const start = startedAt ?? firstTimeOf(fullFlow) ?? firstTimeOf(summary);
    if (start === null) return rejected(['startedAt'], 'is missing, and no page has a timestamp');
    if (endedAt !== null && endedAt < start) return rejected(['endedAt'], 'is before the start');
    if (endedAt !== null && status === 'RUNNING')
      return rejected(['endedAt'], 'is given of a flow that runs');
    return { ...read, customer, keys: { ...noKeys, ...keys } };
  };
}

const rejected = (path: readonly (string | number)[], reason: string): Rejected => ({
  rejected: { path, reason },
});

/** Parses JSON. Numbers in identifiers and variables keep their exact text. */
function parseRecord(source: string): unknown {
  const record = parseJson(source);
  if (!isJsonObject(record)) return record;
  const { interactionUniqueId: id } = record;
  return typeof id === 'number' || id instanceof ExactNumber
    ? { ...record, interactionUniqueId: String(id) }
    : record;
}
