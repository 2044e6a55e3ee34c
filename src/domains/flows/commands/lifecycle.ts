import { randomInt, randomUUID } from 'node:crypto';
import { principalOf, type Caller } from '../../../auth/index.ts';
import type { Decision } from '../../../eventlog/index.ts';
import { invalid } from '../../../kernel/errors.ts';
import { naturalIdOf } from '../../../kernel/global-id.ts';
import { checkIdempotencyKey, contentHash, derivedKey, requestDigest } from '../../shared/idempotency.ts';
import { fieldError } from '../../shared/input.ts';
import type { FlowDependencies } from '../dependencies.ts';
import {
  checkCustomer,
  checkFlowKeys,
  checkGroup,
  checkPhoneNumber,
  checkTitle,
  checkUniqueId,
  type KeysInput,
} from '../input.ts';
import {
  flowExists,
  noKeys,
  type FlowEndReason,
  type FlowFact,
  type FlowKeys,
  type FlowState,
  type FlowStatus,
} from '../model/index.ts';
import { changeFlow, refuse, refuseEnded, unchanged } from './run.ts';

export interface StartFlowInput {
  readonly interactionUniqueId?: string | null | undefined;
  readonly phoneNumber?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly allocateNumber?: boolean | null | undefined;
  readonly numberGroup?: string | null | undefined;
  readonly keys?: KeysInput | null | undefined;
  readonly customerId?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

interface StartFlow {
  readonly phoneNumber: string | null;
  readonly title: string | null;
  readonly allocateNumber: boolean;
  readonly numberGroup: string | null;
  readonly keys: Partial<FlowKeys>;
  readonly customer: string | null;
}

/** The phone number that a flow takes before it is started. */
interface TakenNumber {
  readonly number: string | null;
  readonly isPooled: boolean;
}

/** Generated identifiers have nine digits: they can be dialled, and collisions are rare. */
const minId = 100_000_000;
const endId = 1_000_000_000;
const maxAttempts = 50;

export async function startFlow(
  deps: FlowDependencies,
  caller: Caller,
  input: StartFlowInput,
): Promise<FlowState> {
  const start = checkStart(deps, caller, input);
  const given =
    input.interactionUniqueId == null
      ? null
      : checkUniqueId('input.interactionUniqueId', input.interactionUniqueId);
  if (given !== null && input.idempotencyKey != null)
    throw invalid(
      'input.idempotencyKey',
      'does not go together with input.interactionUniqueId, which makes a retry safe as well',
    );
  const idempotencyKey =
    input.idempotencyKey == null ? null : checkIdempotencyKey('input.idempotencyKey', input.idempotencyKey);
  await deps.ids.ready();
  const key =
    idempotencyKey === null ? (given === null ? randomUUID() : 'start') : `idempotencyKey:${idempotencyKey}`;
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const interactionUniqueId =
      given ?? (idempotencyKey === null ? randomId() : derivedId(caller, idempotencyKey, attempt));
    const outcome = await startAs(deps, caller, interactionUniqueId, start, key);
    if (typeof outcome === 'object') return outcome;
    if (outcome === 'CONFLICT' && idempotencyKey !== null)
      throw fieldError('IDEMPOTENCY_CONFLICT', 'input.idempotencyKey', 'was used for another flow');
    if (given !== null)
      throw fieldError('ALREADY_EXISTS', 'input.interactionUniqueId', 'is the identifier of another flow');
  }
  throw new Error('No free identifier was found.');
}

const randomId = (): string => String(randomInt(minId, endId));

/** Derives the identifier from the idempotency key, so that a repeated start appends to the same stream. */
const derivedId = (caller: Caller, key: string, attempt: number): string =>
  String(minId + (requestDigest([principalOf(caller), key, attempt]).readUInt32BE(0) % (endId - minId)));

function checkStart(
  { settings, numbers }: FlowDependencies,
  caller: Caller,
  input: StartFlowInput,
): StartFlow {
  const allocateNumber = input.allocateNumber === true;
  if (allocateNumber && input.phoneNumber != null)
    throw invalid('input.phoneNumber', 'does not go together with input.allocateNumber');
  if (!allocateNumber && input.numberGroup != null)
    throw invalid('input.numberGroup', 'requires input.allocateNumber');
  const customer =
    input.customerId == null
      ? null
      : checkCustomer('input.customerId', naturalIdOf('Customer', input.customerId));
  if (caller.kind === 'customer' && customer !== null && customer !== caller.id)
    throw invalid('input.customerId', 'is not the customer of the token');
  const phoneNumber =
    input.phoneNumber == null
      ? null
      : checkPhoneNumber('input.phoneNumber', input.phoneNumber, settings.country);
  if (caller.kind === 'customer') {
    // ALREADY_EXISTS would show a customer which flows other customers have.
    if (input.interactionUniqueId != null)
      throw invalid(
        'input.interactionUniqueId',
        'cannot be chosen by a customer; input.idempotencyKey makes a retry safe',
      );
    if (phoneNumber !== null && numbers.isPooled(caller.tenant, phoneNumber))
      throw invalid(
        'input.phoneNumber',
        'is a number of the pool, which a customer gets by input.allocateNumber only',
      );
  }
  return {
    phoneNumber,
    title: checkTitle('input.title', input.title),
    allocateNumber,
    numberGroup: checkGroup('input.numberGroup', input.numberGroup),
    keys: checkFlowKeys('input.keys', input.keys ?? {}, settings.country),
    customer: caller.kind === 'customer' ? caller.id : customer,
  };
}

/** @returns TAKEN if the identifier is or was used by another flow; CONFLICT if the key was used with other content */
async function startAs(
  deps: FlowDependencies,
  caller: Caller,
  interactionUniqueId: string,
  start: StartFlow,
  key: string,
): Promise<FlowState | 'TAKEN' | 'CONFLICT'> {
  const { store, streams } = deps;
  const { tenant } = caller;
  const isNew = async () =>
    !flowExists((await streams.heads.refresh(tenant, interactionUniqueId, 'local')).state);
  // A retry of a started flow takes no number.
  const taken = (await isNew())
    ? await takeNumber(deps, tenant, interactionUniqueId, start).catch(async (error: unknown) => {
        // A concurrent request with the same key may have started the flow with the last number.
        if (await isNew()) throw error;
        return undefined;
      })
    : undefined;
  if (taken !== undefined) {
    const claimed = await store.claim(tenant, [interactionUniqueId], 'here');
    if (!claimed.has(interactionUniqueId)) {
      await releaseUnused(deps, tenant, interactionUniqueId, null, taken);
      return 'TAKEN';
    }
  }
  const fact: FlowFact = {
    type: 'started',
    interactionUniqueId,
    title: start.title,
    phoneNumber: taken?.number ?? null,
    keys: { ...noKeys, ...start.keys },
    customer: start.customer,
  };
  // If the outcome is unknown, the number stays taken: a sweep releases it if the flow was not started.
  const outcome = await streams.appender.append<'TAKEN'>(tenant, interactionUniqueId, {
    by: principalOf(caller),
    key,
    hash: contentHash(start),
    isRepeatable: true,
    decide: (state): Decision<'TAKEN'> =>
      flowExists(state) || taken === undefined ? { refused: 'TAKEN' } : { facts: [fact], changes: true },
  });
  const { state } = outcome.head;
  await releaseUnused(deps, tenant, interactionUniqueId, state.phoneNumber, taken);
  return 'record' in outcome ? state : 'refused' in outcome ? 'TAKEN' : 'CONFLICT';
}

/** Releases a number that the flow does not use. Two concurrent starts of a flow may each take a number. */
async function releaseUnused(
  { numbers }: FlowDependencies,
  tenant: string,
  flow: string,
  used: string | null,
  taken: TakenNumber | undefined,
): Promise<void> {
  if (taken?.number != null && taken.isPooled && taken.number !== used)
    await numbers.release(tenant, taken.number, flow);
}

async function takeNumber(
  { numbers }: FlowDependencies,
  tenant: string,
  flow: string,
  { allocateNumber, numberGroup, phoneNumber }: StartFlow,
): Promise<TakenNumber> {
  if (allocateNumber) return { number: await numbers.allocate(tenant, numberGroup, flow), isPooled: true };
  if (phoneNumber === null) return { number: null, isPooled: false };
  const claimed = await numbers.claim(tenant, phoneNumber, flow);
  if (claimed === false)
    throw fieldError('ALREADY_EXISTS', 'input.phoneNumber', 'is a number of the pool that another flow has');
  return { number: phoneNumber, isPooled: claimed === true };
}

/** Sets keys. All keys but historySearchId can be set once only. */
export async function setFlowKeys(
  deps: FlowDependencies,
  caller: Caller,
  id: string,
  input: KeysInput,
): Promise<FlowState> {
  const keys = checkFlowKeys('keys', input, deps.settings.country);
  return changeFlow(deps, caller, id, derivedKey(caller, null, null), (state) => {
    const names = Object.keys(keys) as (keyof FlowKeys)[];
    const changed = names.filter((name) => keys[name] !== state.keys[name]);
    const fixed = changed.find((name) => name !== 'historySearchId' && state.keys[name] !== null);
    if (fixed !== undefined)
      return refuse('INVALID_STATE', `keys.${fixed}`, 'is allocated already, and cannot be changed');
    if (changed.length === 0) return unchanged;
    return { type: 'keys', keys: Object.fromEntries(changed.map((name) => [name, keys[name]])) };
  });
}

export const completeFlow = (deps: FlowDependencies, caller: Caller, id: string): Promise<FlowState> =>
  endFlow(deps, caller, id, 'COMPLETED', 'FINISHED');

export async function abandonFlow(
  deps: FlowDependencies,
  caller: Caller,
  id: string,
  reason: FlowEndReason | null | undefined,
): Promise<FlowState> {
  if (reason === 'FINISHED' || reason === 'IDLE')
    throw invalid('reason', `is ${reason}, which is not a reason to abandon a flow`);
  return endFlow(deps, caller, id, 'ABANDONED', reason ?? 'TERMINATED_BY_USER');
}

const endFlow = (
  deps: FlowDependencies,
  caller: Caller,
  id: string,
  status: Exclude<FlowStatus, 'RUNNING'>,
  reason: FlowEndReason,
): Promise<FlowState> =>
  changeFlow(deps, caller, id, derivedKey(caller, null, null), (state) => {
    if (state.status === status) return unchanged;
    return state.status === 'RUNNING' ? { type: 'ended', status, reason } : refuseEnded(state);
  });
