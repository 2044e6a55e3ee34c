import type { Resolvers } from '../../generated/resolvers.ts';
import { traceRecordIdOf } from '../shared/completed-interaction.ts';
import { live } from '../shared/live-source.ts';
import { succeeded } from '../shared/outcome.ts';
import { referIfKnown, referTo, type RequestContext } from '../shared/subgraph.ts';
import { parseInitiationMethod, parseTaskState, parseTaskType } from './feed/vocabulary.ts';
import { previousAtOf } from './history/state-intervals.ts';
import { displayedTaskOf, parkedTasksOf, taskCountOf } from './presence/focus-task.ts';
import { checkVisibleChange, type AgentOperations } from './operations.ts';
import type { StateChangeRecord } from './history/state-change.ts';

/** The stored paths that the fields below need. */
export const agentPaths = {
  'Agent.taskCount': ['slots.interactionId', 'showsFed', 'fed.taskCount'],
  'Agent.focusTask': ['slots', 'showsFed', 'fed.focusTask'],
  'Agent.parkedTasks': ['slots'],
  'Agent.stateHistory': ['username'],
  'Agent.stateTotals': ['username'],
  'Agent.sessions': ['username'],
  'Agent.gaps': ['username'],
  'Agent.usage': ['username'],
};

const parseOrNull = <Word>(parse: (word: string) => Word, word: string | undefined): Word | null =>
  word === undefined ? null : parse(word);

export const createAgentResolvers = (
  operations: AgentOperations,
): Pick<Resolvers, 'Query' | 'Mutation' | 'Subscription' | 'Agent' | 'AgentStateChange' | 'FocusTask'> => ({
  Query: {
    currentAgent: (_, __, context, info) => operations.readCurrentAgent(context.caller, context.fields(info)),
    agent: (_, { id }, context, info) => operations.readAgent(context.caller, id, context.fields(info)),
    agents: (_, args, context, info) =>
      operations.listAgents(context.caller, args, context.connectionFields(info)),
    agentCounts: (_, args, { caller }) => operations.countAgents(caller, args),
  },
  Mutation: {
    upsertAgent: async (_, { input }, { caller }) =>
      succeeded({ agent: await operations.upsertAgent(caller, input) }),
    setAgentState: async (_, args, { caller }) =>
      succeeded({ agent: await operations.setAgentState(caller, args) }),
  },
  Subscription: {
    agentStateChanged: {
      ...live((_, args, { caller }) => operations.subscribeToAgentStates(caller, args)),
      resolve: (change: StateChangeRecord, _: unknown, { caller }: RequestContext) =>
        checkVisibleChange(caller, change),
    },
    agentCountsChanged: live((_, args, { caller }) => operations.subscribeToAgentCounts(caller, args)),
  },
  Agent: {
    taskCount: taskCountOf,
    focusTask: displayedTaskOf,
    parkedTasks: ({ slots }) => parkedTasksOf(slots ?? []),
    stateHistory: ({ username }, args, context, info) =>
      operations.readStateHistory(context.caller, username, args, context.connectionFields(info)),
    stateTotals: ({ username }, args, { caller }) => operations.readStateTotals(caller, username, args),
    sessions: ({ username }, args, context, info) =>
      operations.readSessions(context.caller, username, args, context.connectionFields(info)),
    gaps: ({ username }, args, { caller }) => operations.readGaps(caller, username, args),
    usage: ({ username }, args, { caller }) => operations.readUsage(caller, username, args),
  },
  AgentStateChange: {
    agent: ({ username }) => referTo('Agent', username),
    eventTypeRaw: ({ fed }) => fed?.eventTypeRaw ?? null,
    currentStateRaw: ({ fed }) => fed?.currentStateRaw ?? null,
    isAhead: ({ fed }) => fed?.isAhead ?? false,
    isLate: ({ fed }) => fed?.isLate ?? false,
    previousStateRaw: ({ fed }) => fed?.previousStateRaw ?? null,
    previousStateAt: previousAtOf,
    previousTaskCount: ({ fed }) => fed?.previousTaskCount ?? null,
    previousFocusTask: ({ fed }) => fed?.previousFocusTask ?? null,
  },
  FocusTask: {
    interaction: (task) =>
      task.fed === undefined
        ? referTo('Interaction', task.interactionId)
        : task.fed.taskId === undefined
          ? null
          : referIfKnown('Interaction', task.fed.taskId),
    traceRecord: (task) => {
      const id = task.fed === undefined ? traceRecordIdOf(task.interactionId) : task.fed.traceRecordId;
      return id === undefined ? null : referIfKnown('InteractionTraceRecord', id);
    },
    taskId: (task) => (task.fed === undefined ? task.interactionId : (task.fed.taskId ?? null)),
    gatewayTaskId: ({ fed }) => fed?.gatewayTaskId ?? null,
    state: (task) => (task.fed === undefined ? task.state : parseTaskState(task.fed.state ?? '')),
    stateRaw: ({ fed }) => fed?.state ?? null,
    type: (task) => (task.fed === undefined ? task.type : parseOrNull(parseTaskType, task.fed.type)),
    typeRaw: ({ fed }) => fed?.type ?? null,
    initiationMethod: (task) =>
      task.fed === undefined
        ? task.initiationMethod
        : parseOrNull(parseInitiationMethod, task.fed.initiationMethod),
    initiationMethodRaw: ({ fed }) => fed?.initiationMethod ?? null,
  },
});
