import { textHash } from '../shared/source-record.ts';
import type { Namespace, TraceRecord } from './model.ts';

type Named = Namespace & Pick<TraceRecord, 'taskId' | 'gatewayTaskId'>;

/** Two companies, or two environments, may give two tasks one id. */
const within = ({ companyId = '', environment = '' }: Namespace, id: string): string =>
  textHash(JSON.stringify([companyId, environment, id]));

export const taskRecordId = (owner: Namespace, taskId: string): string => `task-${within(owner, taskId)}`;

const gatewayPrefix = 'gateway-';

/**
 * What a task is called of which there is no record yet, only what names it by its gateway's id. The name holds that id, and is still
 * good when the record has come.
 */
export const gatewayRecordId = ({ companyId, environment }: Namespace, gatewayTaskId: string): string =>
  gatewayPrefix +
  Buffer.from(JSON.stringify([gatewayTaskId, companyId ?? null, environment ?? null])).toString('base64url');

/** What a record is called that a trace record makes. */
export const recordIdOf = ({ taskId, gatewayTaskId, ...owner }: Named): string =>
  taskId === undefined ? gatewayRecordId(owner, gatewayTaskId ?? '') : taskRecordId(owner, taskId);

/** What the record of a task is called that an agent has, be it there or not. */
export const recordIdOfFocusTask = (
  owner: Namespace,
  { taskId, gatewayTaskId }: Named,
): string | undefined =>
  taskId === undefined && gatewayTaskId === undefined
    ? undefined
    : recordIdOf({
        ...owner,
        ...(taskId === undefined ? {} : { taskId }),
        ...(gatewayTaskId === undefined ? {} : { gatewayTaskId }),
      });

/** The gateway's task that a name is of, if it is of one. */
export function gatewayTaskOf(
  recordId: string,
): (Namespace & { readonly gatewayTaskId: string }) | undefined {
  if (!recordId.startsWith(gatewayPrefix)) return undefined;
  try {
    const named: unknown = JSON.parse(
      Buffer.from(recordId.slice(gatewayPrefix.length), 'base64url').toString('utf8'),
    );
    if (!Array.isArray(named)) return undefined;
    const [gatewayTaskId, companyId, environment] = named as unknown[];
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

/** Whose something is, and no more of it. */
export const namespaceOf = ({ companyId, environment }: Namespace): Namespace => ({
  ...(companyId === undefined ? {} : { companyId }),
  ...(environment === undefined ? {} : { environment }),
});

/** A transcript's place ends in the id of its session, which is that of the gateway's task. */
export const sessionIdOf = ({
  mediaLocation,
  gatewayTaskId,
}: Pick<TraceRecord, 'mediaLocation' | 'gatewayTaskId'>): string | undefined =>
  mediaLocation?.split('/').findLast((part) => part !== '') ?? gatewayTaskId;

export const hasNoNamespace = ({ companyId, environment }: Namespace): boolean =>
  companyId === undefined && environment === undefined;

export const isSameNamespace = (one: Namespace, other: Namespace): boolean =>
  one.companyId === other.companyId && one.environment === other.environment;

/**
 * The same event has the same id, by whatever door it comes: one gives its text, another its value. In what order an object's keys stand
 * says nothing.
 */
export const eventIdOf = (source: string, value: unknown): string =>
  textHash(`${source} ${canonical(value)}`);

/** The same for what is no JSON at all. */
export const brokenRecordIdOf = (source: string, text: string): string =>
  textHash(`${source} no JSON ${text}`);

export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const object = value as Readonly<Record<string, unknown>>;
  return `{${Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(object[key])}`)
    .join(',')}}`;
}
