import { createHash, randomInt, randomUUID } from 'node:crypto';
import { principalOf, type Caller } from '../../../auth/index.ts';
import type { Decision } from '../../../eventlog/index.ts';
import { invalid } from '../../../kernel/errors.ts';
import { exists, noKeys, type FlowFact, type FlowState } from '../model/index.ts';
import type { FlowDependencies } from '../dependencies.ts';
import {
  checkCustomer,
  checkFlowKeys,
  checkGroup,
  checkKey,
  checkPhoneNumber,
  checkTitle,
  checkUniqueId,
  hashOf,
  type KeysInput,
} from '../input.ts';
import { refusal } from '../operations/refusal.ts';

export interface StartInput {
  readonly interactionUniqueId?: string | null | undefined;
  readonly phoneNumber?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly allocateNumber?: boolean | null | undefined;
  readonly numberGroup?: string | null | undefined;
  readonly keys?: KeysInput | null | undefined;
  readonly customerId?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** The number that a flow is started with. */
interface Held {
  readonly number: string | null;
  readonly isPooled: boolean;
}

/** Nine digits: they can be dialled, and of a thousand million few are taken. */
const lowest = 100_000_000;
const beyond = 1_000_000_000;
const maxTries = 50;

export function createStart({
  store,
  numbers,
  streams: { heads, appender },
  settings,
  ids,
}: FlowDependencies) {
  /** @returns undefined if the identifier is taken by somebody else, or was */
  async function startAs(
    caller: Caller,
    interactionUniqueId: string,
    start: ReturnType<typeof checkStart>,
    key: string,
  ): Promise<FlowState | 'TAKEN' | 'CONFLICT'> {
    const { tenant } = caller;
    // A retry has its number already.
    const isNew = async () => !exists((await heads.refresh(tenant, interactionUniqueId, 'local')).state);
    const held = (await isNew())
      ? await holdNumber(tenant, interactionUniqueId, start).catch(async (error: unknown) => {
          // The same start may have been sent twice, and the other has the last number.
          if (await isNew()) throw error;
          return undefined;
        })
      : undefined;
    if (
      held !== undefined &&
      !(await store.claim(tenant, [interactionUniqueId], 'here')).has(interactionUniqueId)
    ) {
      await releaseUnused(tenant, interactionUniqueId, null, held);
      return 'TAKEN';
    }
    const fact: FlowFact = {
      type: 'started',
      interactionUniqueId,
      title: start.title,
      phoneNumber: held?.number ?? null,
      keys: { ...noKeys, ...start.keys },
      customer: start.customer,
    };
    // What is not known to have failed keeps its number: a sweep finds out what became of it.
    const outcome = await appender.append<'TAKEN'>(tenant, interactionUniqueId, {
      by: principalOf(caller),
      key,
      hash: hashOf(start),
      isRepeatable: true,
      decide: (state): Decision<'TAKEN'> =>
        exists(state) || held === undefined ? { refused: 'TAKEN' } : { facts: [fact], changes: true },
    });
    const { state } = outcome.head;
    await releaseUnused(tenant, interactionUniqueId, state.phoneNumber, held);
    return 'record' in outcome ? state : 'refused' in outcome ? 'TAKEN' : 'CONFLICT';
  }

  /** Of two starts at once each may hold a number, and the flow has one at most. */
  async function releaseUnused(
    tenant: string,
    flow: string,
    used: string | null,
    held: Held | undefined,
  ): Promise<void> {
    if (held?.number != null && held.isPooled && held.number !== used)
      await numbers.release(tenant, held.number, flow);
  }

  async function holdNumber(
    tenant: string,
    flow: string,
    { allocateNumber, numberGroup, phoneNumber }: ReturnType<typeof checkStart>,
  ): Promise<Held> {
    if (allocateNumber) return { number: await numbers.allocate(tenant, numberGroup, flow), isPooled: true };
    if (phoneNumber === null) return { number: null, isPooled: false };
    const claimed = await numbers.claim(tenant, phoneNumber, flow);
    if (claimed === false)
      throw refusal('ALREADY_EXISTS', 'input.phoneNumber', 'is a number of the pool that another flow has');
    return { number: phoneNumber, isPooled: claimed === true };
  }

  function checkStart(caller: Caller, input: StartInput) {
    const allocateNumber = input.allocateNumber === true;
    if (allocateNumber && input.phoneNumber != null)
      throw invalid('input.phoneNumber', 'does not go together with input.allocateNumber');
    if (!allocateNumber && input.numberGroup != null)
      throw invalid('input.numberGroup', 'goes with input.allocateNumber');
    const customer = checkCustomer('input.customerId', input.customerId);
    if (caller.kind === 'customer' && customer !== null && customer !== caller.id)
      throw invalid('input.customerId', 'is another customer than the one of the token');
    return {
      phoneNumber:
        input.phoneNumber == null
          ? null
          : checkPhoneNumber('input.phoneNumber', input.phoneNumber, settings.country),
      title: checkTitle('input.title', input.title),
      allocateNumber,
      numberGroup: checkGroup('input.numberGroup', input.numberGroup),
      keys: checkFlowKeys('input.keys', input.keys ?? {}, settings.country),
      customer: caller.kind === 'customer' ? caller.id : customer,
    };
  }

  return async function startFlow(caller: Caller, input: StartInput): Promise<FlowState> {
    const start = checkStart(caller, input);
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
      input.idempotencyKey == null ? null : checkKey('input.idempotencyKey', input.idempotencyKey);
    await ids.ready();
    // The application's own identifier is a key as good as any.
    const key =
      idempotencyKey === null
        ? given === null
          ? randomUUID()
          : 'start'
        : `idempotencyKey:${idempotencyKey}`;
    for (let place = 0; place < maxTries; place++) {
      const interactionUniqueId =
        given ?? (idempotencyKey === null ? randomId() : idOfKey(caller, idempotencyKey, place));
      const outcome = await startAs(caller, interactionUniqueId, start, key);
      if (typeof outcome === 'object') return outcome;
      if (outcome === 'CONFLICT' && idempotencyKey !== null)
        throw refusal('IDEMPOTENCY_CONFLICT', 'input.idempotencyKey', 'was used for another flow');
      if (given !== null)
        throw refusal('ALREADY_EXISTS', 'input.interactionUniqueId', 'is the identifier of another flow');
    }
    throw new Error('No identifier could be found that is not taken.');
  };
}

const randomId = (): string => String(randomInt(lowest, beyond));

/** With a key the identifier follows from it: the second start meets the first one's stream, whose log then tells. */
const idOfKey = (caller: Caller, key: string, place: number): string => {
  const digest = createHash('sha256')
    .update(JSON.stringify([principalOf(caller), key, place]))
    .digest();
  return String(lowest + (digest.readUInt32BE(0) % (beyond - lowest)));
};
