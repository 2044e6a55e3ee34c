import type { PageRequest, PageRows } from '../../kernel/paging.ts';
import type { Storage, TenantDocument } from '../../storage/index.ts';
import type { ConnectionFields, Fields } from '../subgraph.ts';
import type { AgentChanges, AgentRecord, AgentState } from './model.ts';

interface AgentDocument extends TenantDocument, AgentRecord {}

export interface AgentFilter {
  readonly states?: readonly AgentState[] | undefined;
  readonly skill?: string | undefined;
}

export type AgentStore = ReturnType<typeof createAgentStore>;

export function createAgentStore(storage: Storage) {
  const agents = storage.collection<AgentDocument>('agents', [
    { key: { tenant: 1, username: 1 }, unique: true },
    { key: { tenant: 1, skills: 1, username: 1 } },
    { key: { tenant: 1, state: 1, username: 1 } },
  ]);
  return {
    read: (tenant: string, usernames: readonly string[], fields: Fields): Promise<readonly AgentRecord[]> =>
      agents.findByIds(tenant, usernames, { ...fields, username: 1 }),

    list: (
      tenant: string,
      { states, skill }: AgentFilter,
      request: PageRequest,
      wanted: ConnectionFields,
    ): Promise<PageRows<AgentRecord>> =>
      agents.page(
        tenant,
        {
          ...(states === undefined ? {} : { state: { $in: [...states] } }),
          ...(skill === undefined ? {} : { skills: skill }),
        },
        {
          ...wanted,
          projection: { ...wanted.fields, username: 1 },
          order: [['username', 1]],
          request,
        },
      ),

    /** Sets what is given, and the defaults of a new agent for the rest. */
    async upsert(tenant: string, changes: AgentChanges, defaults: AgentRecord): Promise<AgentRecord> {
      const set = Object.fromEntries(
        Object.entries(changes).filter(
          ([name, value]) => value !== undefined && (value !== null || name === 'nickname'),
        ),
      );
      const setOnInsert = Object.fromEntries(Object.entries(defaults).filter(([name]) => !(name in set)));
      return agents.upsert(tenant, changes.username, { set, setOnInsert });
    },
  };
}
