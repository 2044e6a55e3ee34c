import type { Scene } from './commands.ts';
import type { Operation } from './operation.ts';
import { runOperations } from './run-sequence.ts';
import { startModelServer, type ModelServer } from './model-server.ts';

/** Shrunk sequences on which model and system once disagreed. */
const agent = (
  username: string,
  skills = ['billing', 'tech'],
  maxConcurrent = 1,
): Scene['agents'][number] => ({
  username,
  nickname: null,
  skills,
  maxConcurrent,
  presence: 'IDLE',
});
const away = (username: string): Scene['agents'][number] => ({ ...agent(username), presence: 'LOGGED_OFF' });
const start: Operation = { kind: 'startInteraction', customer: 'ann', type: 'WEBCHAT', skill: 'billing' };
const call: Operation = { ...start, type: 'VOICE' };
const by = (
  name: string,
  kind: 'acceptInteraction' | 'rejectInteraction' | 'completeInteraction',
  interaction = 0,
): Operation => ({ kind, agent: name, interaction });
const invite = (name: string, agentId: string): Operation => ({
  kind: 'inviteUser',
  agent: name,
  agentId,
  interaction: 0,
});
const hand = (name: string, to: { agentId: string } | { skill: string }): Operation => ({
  kind: 'singleStepTransfer',
  agent: name,
  interaction: 0,
  to,
});
const sendAway = (name: string, agentId: string): Operation => ({
  kind: 'leaveConference',
  agent: name,
  agentId,
  interaction: 0,
});

const found: Record<string, { agents: Scene['agents']; operations: Operation[] }> = {
  'the response to a reject names no event': {
    agents: [agent('ada')],
    operations: [start, by('ada', 'rejectInteraction')],
  },
  'an invitation is withdrawn when the last agent transfers the interaction': {
    agents: [agent('ada'), agent('bob'), agent('cyd')],
    operations: [
      start,
      by('ada', 'acceptInteraction'),
      invite('ada', 'bob'),
      hand('ada', { agentId: 'cyd' }),
    ],
  },
  'removing another agent from a call returns NOT_A_CHAT before all other checks': {
    agents: [agent('ada'), agent('bob')],
    operations: [call, sendAway('ada', 'bob')],
  },
  'removing another agent from a completed interaction returns INVALID_STATE': {
    agents: [agent('ada'), agent('bob')],
    operations: [
      start,
      by('ada', 'acceptInteraction'),
      by('ada', 'completeInteraction'),
      sendAway('ada', 'bob'),
    ],
  },
  'an interaction that is being transferred cannot be transferred again': {
    agents: [agent('ada'), agent('bob'), agent('cyd')],
    operations: [
      start,
      by('ada', 'acceptInteraction'),
      invite('ada', 'bob'),
      by('bob', 'acceptInteraction'),
      hand('ada', { agentId: 'cyd' }),
      hand('bob', { agentId: 'ada' }),
    ],
  },
  'an agent who transfers an interaction to the queue is offered the longest-waiting interaction': {
    agents: [agent('ada'), agent('bob'), away('cyd')],
    operations: [start, start, start, by('ada', 'acceptInteraction'), hand('ada', { skill: 'billing' })],
  },
  'a transferred interaction can be offered to agents who declined it before': {
    agents: [agent('ada'), agent('bob', ['tech']), agent('cyd')],
    operations: [
      start,
      by('ada', 'rejectInteraction'),
      by('cyd', 'acceptInteraction'),
      hand('cyd', { skill: 'billing' }),
    ],
  },
  'an agent without work is preferred to an agent with a longer idle time': {
    agents: [agent('ada', ['billing'], 2), agent('bob')],
    operations: [start, start],
  },
  'an agent who left cannot read the attached data': {
    agents: [agent('ada'), agent('bob')],
    operations: [
      { ...start, attributes: { topic: 'bill' } },
      by('ada', 'acceptInteraction'),
      invite('ada', 'bob'),
      by('bob', 'acceptInteraction'),
      { kind: 'leaveConference', agent: 'bob', interaction: 0 },
    ],
  },
  'an agent who rejected an invitation can be offered the transferred interaction': {
    agents: [agent('ada', ['tech']), agent('bob', ['billing'])],
    operations: [
      start,
      by('bob', 'acceptInteraction'),
      invite('bob', 'ada'),
      by('ada', 'rejectInteraction'),
      hand('bob', { skill: 'tech' }),
    ],
  },
};

let modelServer: ModelServer | undefined;
beforeAll(async () => {
  modelServer = await startModelServer(import.meta.url, 'never');
});
afterAll(() => modelServer?.server.stop());

test.each(Object.entries(found))('%s', async (_, { agents, operations }) => {
  if (modelServer === undefined) throw new Error('The server did not start.');
  await runOperations(modelServer.newContext({ recordsEvents: true }), { agents }, operations);
});
