import type { DomainError, DomainErrorCode } from '../../kernel/errors.ts';

/** The statuses in the order of the schema. The position of a status is its `statusCode`. */
const statuses = [
  'OK',
  'NOT_FOUND',
  'NOT_OFFERED',
  'NOT_PARTICIPANT',
  'ALREADY_ACCEPTED',
  'ALREADY_PARTICIPANT',
  'INVALID_STATE',
  'NOT_A_CHAT',
  'AGENT_UNAVAILABLE',
  'NO_SUCH_TARGET',
  'UNKNOWN_EVENT',
  'INVALID_TEXT',
  'LAST_AGENT',
  'IDEMPOTENCY_CONFLICT',
  'RATE_LIMITED',
  'BUSY',
  'ALREADY_EXISTS',
  'NO_NUMBER_FREE',
] as const;

export type OperationStatus = (typeof statuses)[number];

/** The fields that the payloads of all mutations share. A refusal is an outcome, not an error. */
export interface PayloadFields {
  readonly status: OperationStatus;
  readonly statusCode: number;
  readonly statusMessage: string | null;
  readonly result: 'ok' | 'error';
  /** The path of the refused argument, such as `['to', 'agentId']`. */
  readonly field: readonly string[] | null;
  /** When to retry, in milliseconds. */
  readonly retryAfter: number | null;
}

const success: PayloadFields = {
  status: 'OK',
  statusCode: 0,
  statusMessage: null,
  result: 'ok',
  field: null,
  retryAfter: null,
};

/** Returns the payload of a successful operation. */
export const succeeded = <Fields extends object>(fields: Fields): PayloadFields & Fields => ({
  ...success,
  ...fields,
});

export interface Refusal {
  readonly status: OperationStatus;
  readonly message: string;
  readonly field?: readonly string[];
  readonly retryAfter?: number;
}

export const refused = ({ status, message, field, retryAfter }: Refusal): PayloadFields => ({
  status,
  statusCode: statuses.indexOf(status),
  statusMessage: message,
  result: 'error',
  field: field ?? null,
  retryAfter: retryAfter ?? null,
});

/**
 * Converts an error of a mutation to its payload.
 * @returns undefined for an error that stays one, such as malformed input or a missing scope
 */
export function refusalOf({ code, message, details }: DomainError): PayloadFields | undefined {
  if (!isStatus(code)) return undefined;
  return refused({
    status: code,
    message,
    ...(details.field !== undefined && { field: details.field.split(/[.[\]]+/).filter(Boolean) }),
    ...(details.retryAfter !== undefined && { retryAfter: details.retryAfter }),
  });
}

const isStatus = (code: DomainErrorCode): code is DomainErrorCode & OperationStatus =>
  (statuses as readonly string[]).includes(code);
