import type { Caller } from '../../auth/index.ts';
import { forbidden, historyLost, invalid } from '../../kernel/errors.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../kernel/paging.ts';
import { parseDialString } from '../../kernel/phone-number.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { exists, type FlowKeys, type FlowState, type FlowStatus } from './model/index.ts';
import type { FlowDependencies } from './dependencies.ts';
import { lookupOf, type LookupKind } from './store.ts';
import { refusal } from './operations/refusal.ts';
import { checkFlowKey, checkPhoneNumber } from './input.ts';
import { canSee } from './operations/see.ts';

/** Exactly one, as the schema sees to. */
export type FlowKey = Partial<
  Readonly<Record<keyof FlowKeys | 'interactionUniqueId' | 'phoneNumber', string | null>>
>;

export interface FlowListArguments extends PageArguments {
  readonly status?: readonly FlowStatus[] | null | undefined;
}

export type FlowPage = Connection<FlowState>;

const listName = 'interactionFlows';
const running: Fields = { status: 1 };

export function createReads({ store, numbers, streams: { heads }, ids, settings }: FlowDependencies) {
  /** What this process has seen of the log may be newer than what the projection had when it was read. */
  const newer = (tenant: string, flow: FlowState): FlowState => {
    const head = heads.cached(tenant, flow.interactionUniqueId);
    return head !== undefined && head.seq > flow.seq ? head.state : flow;
  };

  async function readFlows(
    caller: Caller,
    keys: readonly string[],
    fields: Fields,
  ): Promise<readonly FlowState[]> {
    await ids.ready();
    const found = await store.read(caller.tenant, keys, fields);
    return found.map((flow) => newer(caller.tenant, flow)).filter((flow) => canSee(caller, flow));
  }

  async function readFlow(caller: Caller, id: string, fields: Fields): Promise<FlowState | null> {
    const [flow] = await readFlows(caller, [naturalIdOf('InteractionFlow', id)], fields);
    return flow ?? null;
  }

  /**
   * The flow as it is now, to which something is to be added over another way than the graph.
   * @param isDone of a retry: what was done before the flow has ended is done
   */
  async function admit(
    caller: Caller,
    id: string,
    isDone: (state: FlowState) => boolean = () => false,
  ): Promise<FlowState> {
    if (!caller.scopes.has('flow.manage')) throw forbidden();
    const { state } = await heads.refresh(caller.tenant, naturalIdOf('InteractionFlow', id), 'local');
    const field = 'interactionUniqueId';
    if (!exists(state) || !canSee(caller, state)) throw refusal('NOT_FOUND', field, 'names no flow');
    if (state.status !== 'RUNNING' && !isDone(state))
      throw refusal('INVALID_STATE', field, `names a flow that is ${state.status}`);
    return state;
  }

  return {
    readFlows,
    readFlow,
    admit,
    stateOf: async (tenant: string, id: string): Promise<FlowState> =>
      (await heads.refresh(tenant, id, 'local')).state,

    /** @throws BAD_CURSOR, HISTORY_LOST */
    async positionOf(
      field: string,
      tenant: string,
      { interactionUniqueId, seq }: FlowState,
      eventId: string,
    ) {
      const position = await ids.decode(field, tenant, streamOf(interactionUniqueId), eventId);
      // Given out in a past that the database no longer has.
      if (position > seq) throw historyLost(field);
      return position;
    },
    /** To be asked once the ids are ready. */
    eventIdOf: (tenant: string, { interactionUniqueId, seq }: FlowState): string =>
      ids.encode(tenant, streamOf(interactionUniqueId), seq),

    async readFlowBy(caller: Caller, key: FlowKey, fields: Fields): Promise<FlowState | null> {
      const given = Object.entries(key) as [keyof FlowKey, string | null | undefined][];
      const [name, value] = given.find(([, text]) => text != null) ?? ['interactionUniqueId', ''];
      if (value == null) throw invalid(`key.${name}`, 'is null');
      if (name === 'interactionUniqueId') return readFlow(caller, value, fields);
      const field = `key.${name}`;
      const sought =
        name === 'phoneNumber'
          ? checkPhoneNumber(field, value, settings.country)
          : checkFlowKey(field, name, value, settings.country);
      await ids.ready();
      const found = await store.newest(
        caller.tenant,
        { lookup: lookupOf(name, sought), ...own(caller) },
        fields,
      );
      return found === undefined ? null : newer(caller.tenant, found);
    },

    async readUniqueId(caller: Caller, phoneNumber: string): Promise<string | null> {
      const field = 'phoneNumber';
      const dialled = parseDialString(phoneNumber);
      if (dialled !== undefined) {
        checkPhoneNumber(field, dialled.number, settings.country);
        return dialled.identifier;
      }
      if (/[,;]/.test(phoneNumber))
        throw invalid(
          field,
          'has a comma or a semicolon, and behind it may be the 1 to 32 digits of an identifier',
        );
      const number = checkPhoneNumber(field, phoneNumber, settings.country);
      const { tenant } = caller;
      const newest = (kind: LookupKind) =>
        store.newest(tenant, { lookup: lookupOf(kind, number), ...own(caller) }, running);
      const pooled = await numbers.flowOf(tenant, number);
      const found =
        pooled === undefined
          ? await newest('running')
          : pooled === null
            ? undefined
            : (await store.read(tenant, [pooled], running))[0];
      if (found?.status === 'RUNNING' && canSee(caller, found)) return found.interactionUniqueId;
      if (pooled !== undefined || (await newest('phoneNumber')) !== undefined) return null;
      throw refusal('NOT_FOUND', field, 'is a number that no flow has had');
    },

    async listFlows(caller: Caller, args: FlowListArguments, wanted: ConnectionFields): Promise<FlowPage> {
      const page = readPageArguments(listName, ['instant', 'string'], args);
      await ids.ready();
      const read = await store.list(
        caller.tenant,
        {
          ...(args.status == null ? {} : { status: args.status }),
          ...own(caller),
        },
        page,
        wanted,
      );
      const cursorOf = ({ startedAt, interactionUniqueId }: FlowState) =>
        makeCursor(listName, [startedAt, interactionUniqueId]);
      return toConnection(page, read, cursorOf, wanted);
    },
  };
}

/** What a customer's lists and searches are narrowed by: nothing tells of other customers' flows. */
const own = ({ kind, id }: Caller): { readonly customer?: string } =>
  kind === 'customer' ? { customer: id } : {};

/** A flow and a live interaction of one name have not the same events. */
const streamOf = (interactionUniqueId: string): string => `flow ${interactionUniqueId}`;
