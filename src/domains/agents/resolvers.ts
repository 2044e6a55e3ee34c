import type { Resolvers } from '../../generated/resolvers.ts';
import { toGlobalId } from '../../kernel/global-id.ts';
import { live } from '../live-source.ts';
import { referTo } from '../subgraph.ts';
import { focusTaskOf, parkedTasksOf } from './focus-task.ts';
import type { AgentOperations } from './operations.ts';
import type { StateChangeRecord } from './state-change.ts';

/** What the fields below are made of. */
export const agentPaths = {
  'Agent.taskCount': ['slots.interactionId'],
  'Agent.focusTask': ['slots'],
  'Agent.parkedTasks': ['slots'],
  'Agent.stateHistory': ['username'],
};

/** What tells the state at the moment is no change of the log, and must not pass for one in a client's cache. */
const changeId = ({ username, seq, isCurrent }: StateChangeRecord): string =>
  toGlobalId('AgentStateChange', `${username}:${seq}${isCurrent === true ? ':current' : ''}`);

export const createAgentResolvers = (
  operations: AgentOperations,
): Pick<Resolvers, 'Query' | 'Mutation' | 'Subscription' | 'Agent' | 'AgentStateChange' | 'FocusTask'> => ({
  Query: {
    currentAgent: (_, __, context, info) => operations.readCurrentAgent(context.caller, context.fields(info)),
    agent: (_, { username }, context, info) =>
      operations.readAgent(context.caller, username, context.fields(info)),
    agents: (_, args, context, info) =>
      operations.listAgents(context.caller, args, context.connectionFields(info)),
  },
  Mutation: {
    upsertAgent: (_, { input }, { caller }) => operations.upsertAgent(caller, input),
    setAgentState: (_, args, { caller }) => operations.setAgentState(caller, args),
  },
  Subscription: {
    agentStateChanged: live((_, args, { caller }) => operations.followAgentStates(caller, args)),
  },
  Agent: {
    taskCount: ({ slots }) => slots?.length ?? 0,
    focusTask: ({ slots }) => focusTaskOf(slots ?? []),
    parkedTasks: ({ slots }) => parkedTasksOf(slots ?? []),
    stateHistory: ({ username }, args, context, info) =>
      operations.readStateHistory(context.caller, username, args, context.connectionFields(info)),
  },
  AgentStateChange: {
    id: changeId,
    agent: ({ username }) => referTo('Agent', username),
  },
  FocusTask: {
    interaction: ({ interactionId }) => referTo('Interaction', interactionId),
    taskId: ({ interactionId }) => interactionId,
  },
});
