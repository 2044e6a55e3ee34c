import type { Caller } from '../../auth/index.ts';
import { bind } from '../../kernel/bind.ts';
import { invalid, scopesMissing } from '../../kernel/errors.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import type { Connection, PageArguments } from '../../kernel/paging.ts';
import { parseDialString } from '../../kernel/phone-number.ts';
import { fieldError } from '../shared/input.ts';
import { readConnection } from '../shared/list.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import type { FlowDependencies } from './dependencies.ts';
import { checkFlowKey, checkPhoneNumber } from './input.ts';
import { canSeeFlow, flowExists, type FlowKeys, type FlowState, type FlowStatus } from './model/index.ts';
import { lookupOf, type LookupKind } from './store.ts';

/** Exactly one is set: the schema enforces it. */
export type FlowKey = Partial<
  Readonly<Record<keyof FlowKeys | 'interactionUniqueId' | 'phoneNumber', string | null>>
>;

export interface FlowListArguments extends PageArguments {
  readonly status?: readonly FlowStatus[] | null | undefined;
}

export type FlowPage = Connection<FlowState>;

const list = {
  name: 'interactionFlows',
  shape: ['instant', 'string'],
  positionOf: ({ startedAt, interactionUniqueId }: FlowState) => [startedAt, interactionUniqueId],
} as const;

export const createFlowQueries = (deps: FlowDependencies) =>
  bind(deps, {
    readFlows,
    readFlow,
    readFlowBy,
    readUniqueId,
    listFlows,
    authorizeAddition,
    stateOf,
    eventIdOf: flowEventId,
  });

/** Returns this process's cached state if it is later than the projection that was read. */
function latestOf({ streams }: FlowDependencies, tenant: string, flow: FlowState): FlowState {
  const head = streams.heads.cached(tenant, flow.interactionUniqueId);
  return head !== undefined && head.seq > flow.seq ? head.state : flow;
}

/** Reads flows by id, in any order. Flows that the caller may not see are left out. */
async function readFlows(
  deps: FlowDependencies,
  caller: Caller,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly FlowState[]> {
  await deps.ids.ready();
  const found = await deps.store.read(caller.tenant, ids, fields);
  return found.map((flow) => latestOf(deps, caller.tenant, flow)).filter((flow) => canSeeFlow(caller, flow));
}

export async function readFlow(
  deps: FlowDependencies,
  caller: Caller,
  id: string,
  fields: Fields,
): Promise<FlowState | null> {
  const [flow] = await readFlows(deps, caller, [naturalIdOf('InteractionFlow', id)], fields);
  return flow ?? null;
}

/** Reads the flow that was started last with a key. */
async function readFlowBy(
  deps: FlowDependencies,
  caller: Caller,
  key: FlowKey,
  fields: Fields,
): Promise<FlowState | null> {
  const { settings, store, ids } = deps;
  const given = Object.entries(key) as [keyof FlowKey, string | null | undefined][];
  const [name, value] = given.find(([, text]) => text != null) ?? ['interactionUniqueId', ''];
  if (value == null) throw invalid(`key.${name}`, 'is null');
  if (name === 'interactionUniqueId') return readFlow(deps, caller, value, fields);
  const field = `key.${name}`;
  const checked =
    name === 'phoneNumber'
      ? checkPhoneNumber(field, value, settings.country)
      : checkFlowKey(field, name, value, settings.country);
  await ids.ready();
  const found = await store.newest(
    caller.tenant,
    { lookup: lookupOf(name, checked), ...ownFlows(caller) },
    fields,
  );
  return found === undefined ? null : latestOf(deps, caller.tenant, found);
}

/**
 * Returns the identifier of the flow that runs with a phone number, or the identifier in a dial string.
 * @returns null if no flow with the number runs
 * @throws NOT_FOUND if no flow has ever had the number
 */
async function readUniqueId(
  { numbers, settings, store }: FlowDependencies,
  caller: Caller,
  phoneNumber: string,
): Promise<string | null> {
  const field = 'phoneNumber';
  const dialled = parseDialString(phoneNumber);
  if (dialled !== undefined) {
    checkPhoneNumber(field, dialled.number, settings.country);
    return dialled.identifier;
  }
  if (/[,;]/.test(phoneNumber))
    throw invalid(
      field,
      'has a comma or a semicolon that is not followed by an identifier of 1 to 32 digits',
    );
  const number = checkPhoneNumber(field, phoneNumber, settings.country);
  const { tenant } = caller;
  const newest = (kind: LookupKind) =>
    store.newest(tenant, { lookup: lookupOf(kind, number), ...ownFlows(caller) }, { status: 1 });
  const pooled = await numbers.flowOf(tenant, number);
  const found =
    pooled === undefined
      ? await newest('running')
      : pooled === null
        ? undefined
        : (await store.read(tenant, [pooled], { status: 1 }))[0];
  if (found?.status === 'RUNNING' && canSeeFlow(caller, found)) return found.interactionUniqueId;
  if (pooled !== undefined || (await newest('phoneNumber')) !== undefined) return null;
  throw fieldError('NOT_FOUND', field, 'is a number that no flow has had');
}

async function listFlows(
  { store, ids }: FlowDependencies,
  caller: Caller,
  args: FlowListArguments,
  wanted: ConnectionFields,
): Promise<FlowPage> {
  return readConnection(list, args, wanted, async (page) => {
    await ids.ready();
    const filter = { ...(args.status == null ? {} : { status: args.status }), ...ownFlows(caller) };
    return store.list(caller.tenant, filter, page, wanted);
  });
}

/**
 * Authorizes the caller to add to a running flow outside the graph.
 * @param isDone returns whether the addition is a retry, which succeeds after the flow has ended too
 * @returns the flow's latest state
 */
async function authorizeAddition(
  { streams }: FlowDependencies,
  caller: Caller,
  id: string,
  isDone: (state: FlowState) => boolean = () => false,
): Promise<FlowState> {
  if (!caller.scopes.has('flow.manage')) throw scopesMissing(caller.scopes, [['flow.manage']]);
  const { state } = await streams.heads.refresh(caller.tenant, naturalIdOf('InteractionFlow', id), 'local');
  if (!flowExists(state) || !canSeeFlow(caller, state)) throw fieldError('NOT_FOUND', 'id', 'names no flow');
  if (state.status !== 'RUNNING' && !isDone(state))
    throw fieldError('INVALID_STATE', 'id', `names a flow that is ${state.status}`);
  return state;
}

const stateOf = async ({ streams }: FlowDependencies, tenant: string, id: string): Promise<FlowState> =>
  (await streams.heads.refresh(tenant, id, 'local')).state;

/**
 * Converts an eventId to its sequence number.
 * @throws BAD_CURSOR; HISTORY_LOST if the event is from a log that was since restored from a backup
 */
export const positionOfFlowEvent = (
  { ids }: FlowDependencies,
  field: string,
  tenant: string,
  interactionUniqueId: string,
  eventId: string,
): Promise<number> => ids.locate(field, streamOf(tenant, interactionUniqueId), eventId);

/** Returns the eventId of a flow's last fact. Requires `ids.ready()`. */
export const flowEventId = (
  { ids }: FlowDependencies,
  tenant: string,
  { interactionUniqueId, seq, updatedAt }: Pick<FlowState, 'interactionUniqueId' | 'seq' | 'updatedAt'>,
): string => ids.encode(streamOf(tenant, interactionUniqueId), { seq, at: updatedAt });

const streamOf = (tenant: string, stream: string) => ({ tenant, kind: 'flow', stream }) as const;

/** Returns the filter that limits a customer's lists and searches to the customer's own flows. */
const ownFlows = ({ kind, id }: Caller): { readonly customer?: string } =>
  kind === 'customer' ? { customer: id } : {};
