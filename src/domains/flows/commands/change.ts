import { randomUUID } from 'node:crypto';
import { principalOf, type Caller } from '../../../auth/index.ts';
import { DomainError, invalid, type ErrorCode } from '../../../kernel/errors.ts';
import { naturalIdOf } from '../../../kernel/global-id.ts';
import {
  answered,
  currentStepOf,
  maxSteps,
  exists,
  type FlowEndReason,
  type FlowFact,
  type FlowKeys,
  type FlowPhoto,
  type FlowState,
  type FlowStatus,
} from '../model/index.ts';
import type { FlowDependencies } from '../dependencies.ts';
import {
  checkChoices,
  checkFlowKeys,
  checkGroup,
  checkKey,
  checkStep,
  hashOf,
  type ChoiceInput,
  type KeysInput,
  type StepInput,
} from '../input.ts';
import { refusal } from '../operations/refusal.ts';
import { canSee } from '../operations/see.ts';
import { checkVariables, countAfter, variablesFact } from './variables.ts';

type Key = string | null | undefined;

/** Why a change is not made. UNCHANGED: it is so already, which is as good. */
type Refusal = 'UNCHANGED' | { readonly code: ErrorCode; readonly field: string; readonly reason: string };
type Change = FlowFact | { readonly refused: Refusal };

const maxPhotos = 100;
const maxChoices = 200;
const maxVariables = 1000;
/** A document has 16 MiB, and is not to be filled by one flow. */
const maxBytes = 4 * 1024 * 1024;

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  one < other ? -1 : 1;

const idField = 'interactionUniqueId';
const refuse = (code: ErrorCode, field: string, reason: string): { readonly refused: Refusal } => ({
  refused: { code, field, reason },
});
const unchanged: Change = { refused: 'UNCHANGED' };
const notFound = () => refuse('NOT_FOUND', idField, 'names no flow');
const full = (what: string) => refuse('INVALID_STATE', idField, `names a flow that is full: it has ${what}`);
const ended = ({ status }: FlowState) =>
  refuse('INVALID_STATE', idField, `names a flow that has ended: it is ${status}`);

/** What is done to a flow that is there. Each decides on the newest state, writes once, and answers what reads then show. */
export function createChanges({ streams: { appender }, settings, ids }: FlowDependencies) {
  async function change(
    caller: Caller,
    id: string,
    { key, content }: { readonly key: string | null; readonly content: unknown },
    decide: (state: FlowState, at: Date) => Change,
  ): Promise<FlowState> {
    await ids.ready();
    const outcome = await appender.append<Refusal>(caller.tenant, naturalIdOf('InteractionFlow', id), {
      by: principalOf(caller),
      key: key ?? randomUUID(),
      hash: hashOf(content),
      isRepeatable: key !== null,
      decide(state, at) {
        const decided = exists(state) && canSee(caller, state) ? decide(state, at) : notFound();
        return 'refused' in decided ? decided : { facts: [decided], changes: true };
      },
    });
    if ('conflict' in outcome)
      throw new DomainError('IDEMPOTENCY_CONFLICT', 'The same key was used for something else.');
    if ('refused' in outcome && outcome.refused !== 'UNCHANGED') {
      const { code, field, reason } = outcome.refused;
      throw refusal(code, field, reason);
    }
    return outcome.head.state;
  }

  /** Adds to a flow that runs. */
  const add = (
    caller: Caller,
    id: string,
    request: { readonly key: string | null; readonly content: unknown },
    decide: (state: FlowState, at: Date) => Change,
  ): Promise<FlowState> =>
    change(caller, id, request, (state, at) => {
      if (state.status !== 'RUNNING') return ended(state);
      const decided = decide(state, at);
      // What is there already needs no room.
      return 'refused' in decided || state.bytes <= maxBytes ? decided : full(`${maxBytes} bytes`);
    });

  const keyOf = (key: Key): string | null =>
    key == null ? null : `idempotencyKey:${checkKey('idempotencyKey', key)}`;

  const end = (caller: Caller, id: string, status: Exclude<FlowStatus, 'RUNNING'>, reason: FlowEndReason) =>
    change(caller, id, { key: null, content: null }, (state) => {
      if (state.status === status) return unchanged;
      return state.status === 'RUNNING' ? { type: 'ended', status, reason } : ended(state);
    });

  return {
    async recordFlowStep(caller: Caller, id: string, given: StepInput): Promise<FlowState> {
      const step = checkStep('step', given);
      const stepId = step.id ?? randomUUID();
      const key = step.id === null ? null : `step:${step.id}`;
      const hash = hashOf(step);
      return add(caller, id, { key, content: step }, (state, at) => {
        const known = state.steps.find((one) => one.id === stepId);
        if (known !== undefined)
          return known.hash === hash
            ? unchanged
            : refuse('IDEMPOTENCY_CONFLICT', 'step.id', 'is the id of another step of this flow');
        if (state.steps.length >= maxSteps) return full(`${maxSteps} steps`);
        return { type: 'step', step: { ...step, id: stepId, enteredAt: step.enteredAt ?? at, hash } };
      });
    },

    async recordFlowChoices(
      caller: Caller,
      id: string,
      stepId: string,
      given: readonly ChoiceInput[],
      idempotencyKey: Key,
    ): Promise<FlowState> {
      const choices = checkChoices('choices', given, 1);
      const content = ['choices', stepId, choices];
      return add(caller, id, { key: keyOf(idempotencyKey), content }, (state) => {
        const step = state.steps.find((known) => known.id === stepId);
        if (step === undefined) return refuse('NOT_FOUND', 'stepId', 'names no step of this flow');
        if (answered(step.choices, choices).length > maxChoices)
          return refuse('INVALID_STATE', 'stepId', `names a step that is full: it has ${maxChoices} choices`);
        return { type: 'choices', stepId, choices };
      });
    },

    async setFlowVariables(
      caller: Caller,
      id: string,
      args: {
        readonly set: string;
        readonly variables: unknown;
        readonly group?: string | null | undefined;
        readonly secret?: readonly string[] | null | undefined;
        readonly idempotencyKey?: Key;
      },
    ): Promise<FlowState> {
      const group = checkGroup('group', args.group);
      const given = checkVariables(args.set, group, args.variables, args.secret ?? []);
      // In one order, however they are sent: a retry is the same.
      const content = [
        'variables',
        given.set,
        group,
        [...given.values].toSorted(byName),
        [...given.secret].sort(),
      ];
      return add(caller, id, { key: keyOf(args.idempotencyKey), content }, (state) => {
        const fact = variablesFact(state, given);
        if (fact === undefined) return unchanged;
        return countAfter(state, fact) > maxVariables
          ? refuse('INVALID_STATE', 'set', `names a set that is full: it may have ${maxVariables} variables`)
          : fact;
      });
    },

    async setFlowKeys(caller: Caller, id: string, given: KeysInput): Promise<FlowState> {
      const keys = checkFlowKeys('keys', given, settings.country);
      return change(caller, id, { key: null, content: null }, (state) => {
        const names = Object.keys(keys) as (keyof FlowKeys)[];
        const changed = names.filter((name) => keys[name] !== state.keys[name]);
        const set = changed.find((name) => name !== 'historySearchId' && state.keys[name] !== null);
        if (set !== undefined)
          return refuse('INVALID_STATE', `keys.${set}`, 'is allocated already, and cannot be changed');
        if (changed.length === 0) return unchanged;
        return { type: 'keys', keys: Object.fromEntries(changed.map((name) => [name, keys[name]])) };
      });
    },

    completeFlow: (caller: Caller, id: string) => end(caller, id, 'COMPLETED', 'FINISHED'),

    async abandonFlow(caller: Caller, id: string, reason: FlowEndReason | null | undefined) {
      if (reason === 'FINISHED' || reason === 'IDLE')
        throw invalid('reason', `is ${reason}, which is not for who abandons a flow to say`);
      return end(caller, id, 'ABANDONED', reason ?? 'TERMINATED_BY_USER');
    },

    /** The bytes are kept elsewhere, and before. The same photo twice is one. */
    addPhoto: (caller: Caller, id: string, photo: FlowPhoto): Promise<FlowState> =>
      add(caller, id, { key: `photo:${photo.id}`, content: photo.id }, (state) => {
        if (state.photos.some((known) => known.id === photo.id)) return unchanged;
        if (photo.stepId !== null && !state.steps.some((step) => step.id === photo.stepId))
          return refuse('NOT_FOUND', 'stepId', 'names no step of this flow');
        if (state.photos.length >= maxPhotos) return full(`${maxPhotos} photos`);
        const stepId = photo.stepId ?? currentStepOf(state)?.id ?? null;
        return { type: 'photo', photo: { ...photo, stepId } };
      }),
  };
}
