import type { Caller } from '../../auth/index.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { invalid } from '../../kernel/errors.ts';
import { parseJson } from '../../kernel/json.ts';
import { live, startArguments } from '../shared/live-source.ts';
import { refusalOf, succeeded } from '../shared/outcome.ts';
import { referTo } from '../shared/subgraph.ts';
import { FlowRefusedError } from './commands/run.ts';
import {
  canSeeFlow,
  currentStepOf,
  flowExists,
  maxSteps,
  photoOfFlow,
  summaryOf,
  variableSetOf,
  type FlowState,
  type FlowVariable,
} from './model/index.ts';
import type { FlowOperations } from './operations.ts';
import type { FlowPhotos } from './photos/index.ts';

type Resolver = Pick<
  Resolvers,
  | 'Query'
  | 'Mutation'
  | 'Subscription'
  | 'InteractionFlow'
  | 'FlowStep'
  | 'FlowVariableSet'
  | 'FlowVariable'
  | 'FlowPhoto'
>;

export const createFlowResolvers = (
  operations: FlowOperations,
  photos: Pick<FlowPhotos, 'linkTo' | 'ready'>,
): Resolver => ({
  Query: {
    interactionUniqueId: (_, { phoneNumber }, { caller }) => operations.readUniqueId(caller, phoneNumber),
    interactionFlow: (_, { id }, context, info) =>
      operations.readFlow(context.caller, id, context.fields(info)),
    interactionFlowBy: (_, { key }, context, info) =>
      operations.readFlowBy(context.caller, key, context.fields(info)),
    interactionFlows: (_, args, context, info) =>
      operations.listFlows(context.caller, args, context.connectionFields(info)),
  },
  Mutation: {
    startFlow: (_, { input }, { caller }) => payloadOf(caller, operations.startFlow(caller, input)),
    recordFlowStep: (_, { id, step }, { caller }) =>
      payloadOf(caller, operations.recordFlowStep(caller, id, step)),
    recordFlowChoices: (_, { id, stepId, choices, idempotencyKey }, { caller }) =>
      payloadOf(caller, operations.recordFlowChoices(caller, id, stepId, choices, idempotencyKey)),
    setFlowVariables: (_, { id, ...variables }, { caller }) =>
      payloadOf(caller, operations.setFlowVariables(caller, id, variables)),
    setFlowKeys: (_, { id, keys }, { caller }) => payloadOf(caller, operations.setFlowKeys(caller, id, keys)),
    completeFlow: (_, { id }, { caller }) => payloadOf(caller, operations.completeFlow(caller, id)),
    abandonFlow: (_, { id, reason }, { caller }) =>
      payloadOf(caller, operations.abandonFlow(caller, id, reason)),
  },
  Subscription: {
    interactionFlowUpdated: live((_, args, { caller, lastEventId }) =>
      operations.subscribeToFlow(caller, startArguments(args, lastEventId)),
    ),
  },
  InteractionFlow: {
    flowStatus: ({ status }) => status,
    steps({ steps }, { last }) {
      if (last == null) return steps;
      if (last < 1 || last > maxSteps) throw invalid('last', `is ${last}, and may be 1 to ${maxSteps}`);
      return steps.slice(-last);
    },
    currentStep: (flow) => currentStepOf(flow) ?? null,
    summary: summaryOf,
    variableSet: (flow, { name }) => variableSetOf(flow, name) ?? null,
    photos: (flow) => flow.photos.map((photo) => photoOfFlow(flow, photo)),
    photo(flow, { photoId }) {
      const photo = flow.photos.find(({ id }) => id === photoId);
      return photo === undefined ? null : photoOfFlow(flow, photo);
    },
    customer: ({ customer }) => (customer === null ? null : referTo('Customer', customer)),
    interaction: ({ interactionId }) =>
      interactionId === null ? null : referTo('Interaction', interactionId),
    lastEventId: (flow, _, { caller }) => (flow.seq === 0 ? null : operations.eventIdOf(caller.tenant, flow)),
  },
  FlowStep: {
    stepId: ({ id }) => id,
    duration: ({ enteredAt, leftAt }) =>
      leftAt === null ? null : Math.max(leftAt.getTime() - enteredAt.getTime(), 0),
  },
  FlowVariableSet: {
    groups: ({ variables }) => grouped(variables),
  },
  FlowVariable: {
    value: ({ value, secret }, _, { caller }) =>
      secret && !caller.scopes.has('flow.secret') ? null : parseJson(value),
  },
  FlowPhoto: {
    async url({ interactionUniqueId, photoId }, { maxSize }, { caller }) {
      await photos.ready();
      return photos.linkTo(caller.tenant, interactionUniqueId, photoId, maxSize ?? undefined);
    },
  },
});

/** Returns the payload of a command: after a refusal with the flow as it is, if the caller may see it. */
async function payloadOf(caller: Caller, changed: Promise<FlowState>) {
  try {
    return succeeded({ interactionFlow: await changed });
  } catch (error) {
    const refusal = error instanceof FlowRefusedError ? refusalOf(error) : undefined;
    if (!(error instanceof FlowRefusedError) || refusal === undefined) throw error;
    const { flow } = error;
    return { ...refusal, interactionFlow: flowExists(flow) && canSeeFlow(caller, flow) ? flow : null };
  }
}

function grouped(variables: readonly FlowVariable[]) {
  const groups = Map.groupBy(variables, ({ group }) => group);
  const without = groups.get(null);
  groups.delete(null);
  if (without !== undefined) groups.set(null, without);
  return [...groups].map(([name, members]) => ({ name, variables: members }));
}

/** The stored paths that fields read, where they differ from the field's name. */
export const flowPaths = {
  'InteractionFlow.flowStatus': ['status'],
  'InteractionFlow.currentStep': ['status', 'steps'],
  'InteractionFlow.summary': ['title', 'steps', 'startedAt', 'endedAt'],
  'InteractionFlow.variableSet': ['variableSets'],
  'InteractionFlow.photos': ['photos'],
  'InteractionFlow.photo': ['photos'],
  'InteractionFlow.interaction': ['interactionId'],
  'InteractionFlow.lastEventId': ['seq', 'updatedAt'],
  'FlowStep.stepId': ['id'],
  'FlowStep.duration': ['enteredAt', 'leftAt'],
  'FlowVariableSet.groups': ['variables'],
  'FlowVariable.value': ['value', 'secret'],
};
