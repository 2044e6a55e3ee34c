import type { Caller } from '../../auth/index.ts';
import { invalid } from '../../kernel/errors.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
  type PageRows,
} from '../../kernel/paging.ts';
import type { ConnectionFields, Fields } from '../subgraph.ts';
import { checkChanges, unknownAgent, type AgentChanges, type AgentRecord, type AgentState } from './model.ts';
import type { AgentStore } from './store.ts';

export interface AgentListArguments extends PageArguments {
  readonly states?: readonly AgentState[] | null | undefined;
  readonly skill?: string | null | undefined;
}

export type AgentPage = Connection<AgentRecord>;

export type AgentOperations = ReturnType<typeof createAgentOperations>;

const listName = 'agents';
const none: PageRows<AgentRecord> = { rows: [], totalCount: 0 };

/** Whose name a record mentions is known to whoever may read the record; what the agent does and can do is not. */
const seesAgent = ({ kind, id, scopes }: Caller, username: string): boolean =>
  scopes.has('agent.view') || scopes.has('agent.manage') || (kind === 'agent' && id === username);

const nameOf = ({ username, nickname }: AgentRecord): AgentRecord => ({
  ...unknownAgent(username),
  ...(nickname === undefined ? {} : { nickname }),
});

export function createAgentOperations(store: AgentStore) {
  /** A customer knows agents by nickname alone, so there is none that a customer may read. */
  async function readAgents(
    caller: Caller,
    usernames: readonly string[],
    fields: Fields,
  ): Promise<readonly AgentRecord[]> {
    if (caller.kind === 'customer') return [];
    const agents = await store.read(caller.tenant, usernames, fields);
    return agents.map((agent) => (seesAgent(caller, agent.username) ? agent : nameOf(agent)));
  }

  return {
    readAgents,

    async readAgent(caller: Caller, username: string, fields: Fields): Promise<AgentRecord | null> {
      const [agent] = await readAgents(caller, [naturalIdOf('Agent', username)], fields);
      return agent ?? null;
    },

    async readCurrentAgent(caller: Caller, fields: Fields): Promise<AgentRecord | null> {
      if (caller.kind !== 'agent') return null;
      const [agent] = await readAgents(caller, [caller.id], fields);
      return agent ?? unknownAgent(caller.id);
    },

    async listAgents(caller: Caller, args: AgentListArguments, wanted: ConnectionFields): Promise<AgentPage> {
      if (args.states?.includes('OTHER'))
        throw invalid('states', 'OTHER stands for what a source says, and cannot be asked for');
      const page = readPageArguments(listName, ['string'], args);
      const filter = { states: args.states ?? undefined, skill: args.skill ?? undefined };
      const read = caller.kind === 'customer' ? none : await store.list(caller.tenant, filter, page, wanted);
      return toConnection(page, read, ({ username }) => makeCursor(listName, [username]), wanted);
    },

    async upsertAgent(caller: Pick<Caller, 'tenant'>, input: AgentChanges): Promise<AgentRecord> {
      const changes = checkChanges(input);
      return store.upsert(caller.tenant, changes, { ...unknownAgent(changes.username), state: 'LOGGED_OFF' });
    },
  };
}
