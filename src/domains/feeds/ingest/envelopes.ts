import { isJsonObject, parseJson } from '../../../kernel/json.ts';

// The envelopes in which AWS delivers events, one inside another in any order:
// - Amazon Data Firehose to an HTTP endpoint or a transformation: {"records": [{"data": Base64}]}
// - Amazon Kinesis to AWS Lambda: {"Records": [{"eventSource": "aws:kinesis", "kinesis": {"data": Base64}}]}
// - Amazon Kinesis GetRecords: {"Records": [{"SequenceNumber", "PartitionKey", "Data": Base64}]}
// - Amazon EventBridge Pipes from Kinesis: [{"eventSource": "aws:kinesis", "data": Base64}]
// - Amazon EventBridge: {"detail-type", "detail": event}

/** The keys whose arrays hold the records of an envelope. */
export const envelopeContainers = ['records', 'Records'] as const;

/** Decodes Base64. @returns the reason if it is none, since Buffer.from ignores other characters */
export function fromBase64(data: string): Uint8Array | string {
  const bytes = Buffer.from(data, 'base64');
  return bytes.toString('base64') === data ? bytes : 'data is not Base64';
}

/**
 * Opens an envelope.
 * @returns its content, the reason why it cannot be opened, or undefined if the value is no envelope
 */
export function openEnvelope(text: string, value: unknown): Uint8Array | string | undefined {
  if (!isJsonObject(value)) return undefined;
  const { kinesis, eventSource, detail, data, Data } = value;
  if (isJsonObject(kinesis) && typeof kinesis.data === 'string') return fromBase64(kinesis.data);
  if (Object.hasOwn(value, 'detail-type') && isJsonObject(detail))
    return Buffer.from(memberText(text, 'detail'));
  // A pipe can have decoded the data.
  if (eventSource === 'aws:kinesis' && isJsonObject(data)) return Buffer.from(memberText(text, 'data'));
  if (typeof data === 'string' && isRecord(value, 'data')) return fromBase64(data);
  return typeof Data === 'string' && isRecord(value, 'Data') ? fromBase64(Data) : undefined;
}

const recordKeys: ReadonlySet<string> = new Set([
  'recordId',
  'result',
  'metadata',
  'kinesisRecordMetadata',
  'approximateArrivalTimestamp',
  'ApproximateArrivalTimestamp',
  'kinesisSchemaVersion',
  'partitionKey',
  'PartitionKey',
  'sequenceNumber',
  'SequenceNumber',
  'EncryptionType',
  'eventSource',
  'eventVersion',
  'eventID',
  'eventName',
  'eventSourceARN',
  'invokeIdentityArn',
  'awsRegion',
]);

/** Returns whether an object has nothing but data and what AWS adds to it. */
const isRecord = (value: object, data: string): boolean =>
  Object.keys(value).every((key) => key === data || recordKeys.has(key));

/** Returns the verbatim text of a member of a JSON object. The text must be valid JSON. */
export function memberText(text: string, key: string): string {
  const wanted = JSON.stringify(key);
  let depth = 0;
  let name = '';
  let start: number | undefined;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs)) {
    const isOpening = token === '{' || token === '[';
    const isClosing = token === '}' || token === ']';
    if (start !== undefined && ((depth === 1 && token === ',') || (depth === 1 && isClosing)))
      return text.slice(start, index).trim();
    if (depth === 1 && token === ':' && name === wanted) start ??= index + 1;
    if (isOpening) depth += 1;
    else if (isClosing) depth -= 1;
    if (depth === 1) name = token;
  }
  // The key is written with escapes.
  return JSON.stringify((parseJson(text) as Readonly<Record<string, unknown>>)[key]);
}
