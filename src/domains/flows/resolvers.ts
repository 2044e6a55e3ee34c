import type { Resolvers } from '../../generated/resolvers.ts';
import { invalid } from '../../kernel/errors.ts';
import { live, startArguments } from '../shared/live-source.ts';
import { referTo } from '../shared/subgraph.ts';
import {
  currentStepOf,
  maxSteps,
  summaryOf,
  variableSetOf,
  type FlowPhotoRecord,
  type PhotoOfFlow,
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
    interactionFlow: (_, { interactionUniqueId }, context, info) =>
      operations.readFlow(context.caller, interactionUniqueId, context.fields(info)),
    interactionFlowBy: (_, { key }, context, info) =>
      operations.readFlowBy(context.caller, key, context.fields(info)),
    interactionFlows: (_, args, context, info) =>
      operations.listFlows(context.caller, args, context.connectionFields(info)),
  },
  Mutation: {
    startFlow: (_, { input }, { caller }) => operations.startFlow(caller, input),
    recordFlowStep: (_, { interactionUniqueId, step }, { caller }) =>
      operations.recordFlowStep(caller, interactionUniqueId, step),
    recordFlowChoices: (_, { interactionUniqueId, stepId, choices, idempotencyKey }, { caller }) =>
      operations.recordFlowChoices(caller, interactionUniqueId, stepId, choices, idempotencyKey),
    setFlowVariables: (_, { interactionUniqueId, ...variables }, { caller }) =>
      operations.setFlowVariables(caller, interactionUniqueId, variables),
    setFlowKeys: (_, { interactionUniqueId, keys }, { caller }) =>
      operations.setFlowKeys(caller, interactionUniqueId, keys),
    completeFlow: (_, { interactionUniqueId }, { caller }) =>
      operations.completeFlow(caller, interactionUniqueId),
    abandonFlow: (_, { interactionUniqueId, reason }, { caller }) =>
      operations.abandonFlow(caller, interactionUniqueId, reason),
  },
  Subscription: {
    interactionFlowUpdated: live((_, args, { caller, lastEventId }) =>
      operations.subscribeToFlow(caller, startArguments(args, lastEventId)),
    ),
  },
  InteractionFlow: {
    steps({ steps }, { last }) {
      if (last == null) return steps;
      if (last < 1 || last > maxSteps) throw invalid('last', `is ${last}, and may be 1 to ${maxSteps}`);
      return steps.slice(-last);
    },
    currentStep: (flow) => currentStepOf(flow) ?? null,
    summary: summaryOf,
    variableSet: (flow, { name }) => variableSetOf(flow, name) ?? null,
    photos: (flow) => flow.photos.map((photo) => ofFlow(flow, photo)),
    photo(flow, { id }) {
      const photo = flow.photos.find((one) => one.id === id);
      return photo === undefined ? null : ofFlow(flow, photo);
    },
    customer: ({ customer }) => (customer === null ? null : referTo('Customer', customer)),
    interaction: ({ interactionId }) =>
      interactionId === null ? null : referTo('Interaction', interactionId),
    lastEventId: (flow, _, { caller }) => (flow.seq === 0 ? null : operations.eventIdOf(caller.tenant, flow)),
  },
  FlowStep: {
    duration: ({ enteredAt, leftAt }) =>
      leftAt === null ? null : Math.max(leftAt.getTime() - enteredAt.getTime(), 0),
  },
  FlowVariableSet: {
    groups: ({ variables }) => grouped(variables),
  },
  FlowVariable: {
    value: ({ value, secret }, _, { caller }) =>
      secret && !caller.scopes.has('flow.secret') ? null : (JSON.parse(value) as unknown),
  },
  FlowPhoto: {
    async url({ interactionUniqueId, id }, { maxSize }, { caller }) {
      await photos.ready();
      return photos.linkTo(caller.tenant, interactionUniqueId, id, maxSize ?? undefined);
    },
  },
});

const ofFlow = ({ interactionUniqueId }: FlowState, photo: FlowPhotoRecord): PhotoOfFlow => ({
  ...photo,
  interactionUniqueId,
});

function grouped(variables: readonly FlowVariable[]) {
  const groups = Map.groupBy(variables, ({ group }) => group);
  const without = groups.get(null);
  groups.delete(null);
  if (without !== undefined) groups.set(null, without);
  return [...groups].map(([name, members]) => ({ name, variables: members }));
}

/** The stored paths that fields read, where they differ from the field's name. */
export const flowPaths = {
  'InteractionFlow.currentStep': ['status', 'steps'],
  'InteractionFlow.summary': ['title', 'steps', 'startedAt', 'endedAt'],
  'InteractionFlow.variableSet': ['variableSets'],
  'InteractionFlow.photos': ['photos'],
  'InteractionFlow.photo': ['photos'],
  'InteractionFlow.interaction': ['interactionId'],
  'InteractionFlow.lastEventId': ['seq'],
  'FlowStep.duration': ['enteredAt', 'leftAt'],
  'FlowVariableSet.groups': ['variables'],
  'FlowVariable.value': ['value', 'secret'],
};
