import { invalid } from '../../../kernel/errors.ts';
import type { Position, PositionPart } from '../../../kernel/paging.ts';
import type { Order } from '../../../storage/index.ts';

/** Stored path and type of each sort key. Every engagement has a value for each key. */
const sortKeys = {
  START: { path: 'startTime', part: 'instant' },
  END: { path: 'search.end', part: 'instant' },
  DURATION: { path: 'duration', part: 'number' },
  VISITOR: { path: 'search.visitor', part: 'string' },
  ENGAGEMENT_ID: { path: 'engagementId', part: 'string' },
  INTERACTIVE: { path: 'info.isInteractive', part: 'boolean' },
  AGENT_ID: { path: 'search.agent', part: 'string' },
  SKILL_ID: { path: 'search.skill', part: 'string' },
} as const satisfies Readonly<Record<string, { path: string; part: PositionPart }>>;

type EngagementSortField = keyof typeof sortKeys;

export interface EngagementSort {
  readonly field: EngagementSortField;
  readonly order: 'ASC' | 'DESC';
}

export interface SearchOrder {
  /** Name of the list in its cursors. */
  readonly list: string;
  readonly keys: Order;
  readonly shape: readonly PositionPart[];
  /** Whether the keys are start and id only, the order of the indexes. */
  readonly byStart: boolean;
}

const newestFirst: readonly EngagementSort[] = [{ field: 'START', order: 'DESC' }];
/** Fields that customers can neither see nor sort by. */
const staffFields: ReadonlySet<EngagementSortField> = new Set<EngagementSortField>(['AGENT_ID', 'SKILL_ID']);

/** @throws BAD_USER_INPUT for a repeated field, or a field that the caller may not see */
export function readOrder(
  sort: readonly EngagementSort[] | null | undefined,
  { isStaff }: { readonly isStaff: boolean },
): SearchOrder {
  const asked = sort == null || sort.length === 0 ? newestFirst : sort;
  const seen = new Set<EngagementSortField>();
  asked.forEach(({ field }, index) => {
    if (seen.has(field)) throw invalid(`sort[${index}].field`, `is ${field}, which is a key already`);
    if (!isStaff && staffFields.has(field))
      throw invalid(`sort[${index}].field`, `is ${field}, which the centre's own people alone can sort by`);
    seen.add(field);
  });
  // The id is unique, so later keys have no effect.
  const end = asked.findIndex(({ field }) => field === 'ENGAGEMENT_ID');
  const decisive = end === -1 ? asked : asked.slice(0, end + 1);
  const last = decisive.at(-1)?.order ?? 'DESC';
  const keys = end === -1 ? [...decisive, { field: 'ENGAGEMENT_ID', order: last } as const] : decisive;
  const [first, second] = keys;
  const byStart =
    keys.length === 2 &&
    first?.field === 'START' &&
    second?.field === 'ENGAGEMENT_ID' &&
    first.order === second.order;
  const isUsual = byStart && first.order === 'DESC';
  return {
    list: isUsual
      ? 'engagements'
      : `engagements by ${keys.map(({ field, order }) => `${field} ${order}`).join()}`,
    keys: keys.map(({ field, order }) => [sortKeys[field].path, order === 'ASC' ? 1 : -1] as const),
    shape: keys.map(({ field }) => sortKeys[field].part),
    byStart,
  };
}

/** Returns the values of an engagement's sort keys. */
export const positionOf = ({ keys }: SearchOrder, engagement: object): Position =>
  keys.map(([path]) => valueAt(engagement, path) as Position[number]);

const valueAt = (record: object, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name],
      record,
    );
