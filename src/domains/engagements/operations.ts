import type { Caller } from '../../auth/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { invalid } from '../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../kernel/paging.ts';
import type { Span, UpsertOutcome } from '../../storage/index.ts';
import type { CompletedInteraction } from '../completed-interaction.ts';
import type { ConnectionFields, Fields } from '../subgraph.ts';
import { withVisibility } from '../visibility.ts';
import { engagementOf } from './from-interaction.ts';
import type { EngagementStore, StoredEngagement } from './store.ts';

export type { StoredEngagement } from './store.ts';

export interface EngagementListArguments extends PageArguments {
  readonly filter: { readonly start?: { readonly from: Date; readonly to: Date } | null | undefined };
}

export type EngagementPage = Connection<StoredEngagement>;
export type EngagementOperations = ReturnType<typeof createEngagementOperations>;

const listName = 'engagements';
const maxIdLength = 512;

export function createEngagementOperations(store: EngagementStore, clock: Clock) {
  /** A line for agents is left out where it is read, so its visibility is always read with it. */
  async function readEngagements(
    caller: Caller,
    ids: readonly string[],
    fields: Fields,
  ): Promise<readonly StoredEngagement[]> {
    const possible = ids.filter(({ length }) => length > 0 && length <= maxIdLength);
    return store.read(caller.tenant, possible, withVisibility(caller, 'lines', fields));
  }

  return {
    readEngagements,

    async readEngagement(caller: Caller, id: string, fields: Fields): Promise<StoredEngagement | null> {
      const [engagement] = await readEngagements(caller, [naturalIdOf('Engagement', id)], fields);
      return engagement ?? null;
    },

    async listEngagements(
      caller: Caller,
      args: EngagementListArguments,
      wanted: ConnectionFields,
    ): Promise<EngagementPage> {
      const { start } = args.filter;
      if (start == null) throw invalid('filter.start', 'is required: say from when to when');
      if (start.from > start.to) throw invalid('filter.start.from', 'is after filter.start.to');
      const page = readPageArguments(listName, ['instant', 'string'], args);
      const fields = withVisibility(caller, 'lines', wanted.fields);
      const read = await store.list(caller.tenant, start, page, { ...wanted, fields });
      const cursorOf = ({ startTime, engagementId }: StoredEngagement) =>
        makeCursor(listName, [startTime, engagementId]);
      return toConnection(page, read, cursorOf, wanted);
    },

    /** Records of the source, parsed: new, changed or known. */
    importEngagements: (
      tenant: string,
      records: readonly Omit<StoredEngagement, 'metadata'>[],
    ): Promise<readonly UpsertOutcome[]> => store.upsert(tenant, records, clock.now()),

    /**
     * Keeps the engagement that a live interaction was. It may be called again, at once and by several processes: nothing changes, and
     * what was erased stays erased.
     */
    async recordInteraction(tenant: string, completed: CompletedInteraction): Promise<void> {
      await store.upsert(tenant, [engagementOf(completed)], completed.completedAt);
    },

    /**
     * Takes the visitor out of all engagements, and out of the source's records that were kept beside them. What is left says that
     * the engagement took place; importing it again brings nothing back.
     * @returns how many engagements it was
     */
    eraseVisitor: (tenant: string, visitorId: string): Promise<number> =>
      store.eraseVisitor(tenant, checkedId('visitorId', visitorId), clock.now()),

    readAllEngagements: (tenant: string, range: Span) => store.readAll(tenant, range),
  };
}
