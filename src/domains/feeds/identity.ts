import { isJsonObject } from '../../kernel/json.ts';
import { textHash } from '../shared/source-record.ts';
import { present } from './parse/fields.ts';
import type { Namespace, TraceRecord } from './model.ts';

const maxIdLength = 512;
/** Returns whether an id can be stored. Other ids are not looked up. */
export const isPossibleId = ({ length }: string): boolean => length > 0 && length <= maxIdLength;

type TaskIds = Namespace & Pick<TraceRecord, 'taskId' | 'gatewayTaskId'>;

export const taskRecordId = ({ companyId = '', environment = '' }: Namespace, taskId: string): string =>
  `task-${textHash(JSON.stringify([companyId, environment, taskId]))}`;

const gatewayPrefix = 'gateway-';

/**
 * Returns the record id of a task without a known task id. It contains the gateway's id, so that the record is still found under it once
 * the task id is known.
 */
export const gatewayRecordId = ({ companyId, environment }: Namespace, gatewayTaskId: string): string =>
  gatewayPrefix +
  Buffer.from(JSON.stringify([gatewayTaskId, companyId ?? null, environment ?? null])).toString('base64url');

export const recordIdOf = ({ taskId, gatewayTaskId, ...namespace }: TaskIds): string =>
  taskId === undefined ? gatewayRecordId(namespace, gatewayTaskId ?? '') : taskRecordId(namespace, taskId);

/** Returns the record id of an agent's focus task, whether the record exists or not. Undefined if the task has no id. */
export const recordIdOfFocusTask = (
  namespace: Namespace,
  { taskId, gatewayTaskId }: TaskIds,
): string | undefined =>
  taskId === undefined && gatewayTaskId === undefined
    ? undefined
    : recordIdOf({ ...namespace, ...present({ taskId, gatewayTaskId }) });

/** Parses a record id of `gatewayRecordId`. Undefined for other ids. */
export function gatewayTaskOf(
  recordId: string,
): (Namespace & { readonly gatewayTaskId: string }) | undefined {
  if (!recordId.startsWith(gatewayPrefix)) return undefined;
  try {
    const parts: unknown = JSON.parse(
      Buffer.from(recordId.slice(gatewayPrefix.length), 'base64url').toString('utf8'),
    );
    if (!Array.isArray(parts)) return undefined;
    const [gatewayTaskId, companyId, environment] = parts as unknown[];
    if (typeof gatewayTaskId !== 'string') return undefined;
    return {
      gatewayTaskId,
      ...(typeof companyId === 'string' ? { companyId } : {}),
      ...(typeof environment === 'string' ? { environment } : {}),
    };
  } catch {
    return undefined;
  }
}

/** Returns the namespace alone, without null. */
export const namespaceOf = ({
  companyId,
  environment,
}: {
  readonly [Name in keyof Namespace]: string | null | undefined;
}): Namespace => ({
  ...(companyId == null ? {} : { companyId }),
  ...(environment == null ? {} : { environment }),
});

export const hasNoNamespace = ({ companyId, environment }: Namespace): boolean =>
  companyId === undefined && environment === undefined;

export const isSameNamespace = (one: Namespace, other: Namespace): boolean =>
  one.companyId === other.companyId && one.environment === other.environment;

/** Returns the id of a chat's session. A transcript's location ends in it. Otherwise it is the gateway's id of the task. */
export const sessionIdOf = ({
  mediaLocation,
  gatewayTaskId,
}: Pick<TraceRecord, 'mediaLocation' | 'gatewayTaskId'>): string | undefined =>
  mediaLocation?.split('/').findLast((part) => part !== '') ?? gatewayTaskId;

/** Returns the same id for the same JSON value, whatever the order of its keys and its white space. Numbers are compared by their text. */
export const eventIdOf = (source: string, value: unknown): string =>
  textHash(`${source} ${canonical(value)}`);

/** Returns the id of a text that is not JSON. */
export const brokenRecordIdOf = (source: string, text: string): string =>
  textHash(`${source} no JSON ${text}`);

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(',')}}`;
}
