import { randomUUID } from 'node:crypto';
import type { Caller } from '../../../auth/index.ts';
import { contentHash, derivedKey, requestKey } from '../../shared/idempotency.ts';
import type { FlowDependencies } from '../dependencies.ts';
import { checkChoices, checkStep, type ChoiceInput, type StepInput } from '../input.ts';
import { answered, currentStepOf, maxSteps, type FlowPhotoRecord, type FlowState } from '../model/index.ts';
import { addToFlow, refuse, refuseFull, unchanged } from './run.ts';

const maxPhotos = 100;
const maxChoices = 200;

export async function recordFlowStep(
  deps: FlowDependencies,
  caller: Caller,
  id: string,
  input: StepInput,
): Promise<FlowState> {
  const step = checkStep('step', input);
  const stepId = step.id ?? randomUUID();
  const hash = contentHash(step);
  const request = derivedKey(caller, step.id === null ? null : `step:${step.id}`, step);
  return addToFlow(deps, caller, id, { ...request, field: 'step.stepId' }, (state, at) => {
    const known = state.steps.find((one) => one.id === stepId);
    if (known !== undefined)
      return known.hash === hash
        ? unchanged
        : refuse('IDEMPOTENCY_CONFLICT', 'step.stepId', 'is the id of another step of this flow');
    if (state.steps.length >= maxSteps) return refuseFull(`${maxSteps} steps`);
    return { type: 'step', step: { ...step, id: stepId, enteredAt: step.enteredAt ?? at, hash } };
  });
}

export async function recordFlowChoices(
  deps: FlowDependencies,
  caller: Caller,
  id: string,
  stepId: string,
  input: readonly ChoiceInput[],
  idempotencyKey: string | null | undefined,
): Promise<FlowState> {
  const choices = checkChoices('choices', input, 1);
  const request = requestKey(caller, 'idempotencyKey', idempotencyKey, ['choices', stepId, choices]);
  return addToFlow(deps, caller, id, request, (state) => {
    const step = state.steps.find((known) => known.id === stepId);
    if (step === undefined) return refuse('NOT_FOUND', 'stepId', 'names no step of this flow');
    if (answered(step.choices, choices).length > maxChoices)
      return refuse('INVALID_STATE', 'stepId', `names a step that is full: it has ${maxChoices} choices`);
    return { type: 'choices', stepId, choices };
  });
}

/** Adds a photo whose bytes are stored already. Adding the same photo again changes nothing. */
export const addPhoto = (
  deps: FlowDependencies,
  caller: Caller,
  id: string,
  photo: FlowPhotoRecord,
): Promise<FlowState> =>
  addToFlow(deps, caller, id, derivedKey(caller, `photo:${photo.id}`, photo.id), (state) => {
    if (state.photos.some((known) => known.id === photo.id)) return unchanged;
    if (photo.stepId !== null && !state.steps.some((step) => step.id === photo.stepId))
      return refuse('NOT_FOUND', 'stepId', 'names no step of this flow');
    if (state.photos.length >= maxPhotos) return refuseFull(`${maxPhotos} photos`);
    const stepId = photo.stepId ?? currentStepOf(state)?.id ?? null;
    return { type: 'photo', photo: { ...photo, stepId } };
  });
