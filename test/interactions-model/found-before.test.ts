import type { Scene } from './commands.ts';
import type { Operation } from './operation.ts';
import { replay } from './play.ts';
import { openTheatre, type Theatre } from './stage.ts';

/** Sequences on which model and system have disagreed, as they were found and made small. */
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
  'who rejects is told of no event': {
    agents: [agent('ada')],
    operations: [start, by('ada', 'rejectInteraction')],
  },
  'an invitation ends when the last agent hands the interaction on': {
    agents: [agent('ada'), agent('bob'), agent('cyd')],
    operations: [
      start,
      by('ada', 'acceptInteraction'),
      invite('ada', 'bob'),
      hand('ada', { agentId: 'cyd' }),
    ],
  },
  'sending another away from a call is NOT_A_CHAT before all else': {
    agents: [agent('ada'), agent('bob')],
    operations: [call, sendAway('ada', 'bob')],
  },
  'sending another away once it is completed is INVALID_STATE': {
    agents: [agent('ada'), agent('bob')],
    operations: [
      start,
      by('ada', 'acceptInteraction'),
      by('ada', 'completeInteraction'),
      sendAway('ada', 'bob'),
    ],
  },
  'what is on its way to one agent is not handed on to another': {
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
  'who hands an interaction to the queue is offered what has waited longer': {
    agents: [agent('ada'), agent('bob'), away('cyd')],
    operations: [start, start, start, by('ada', 'acceptInteraction'), hand('ada', { skill: 'billing' })],
  },
  'a handed-on interaction is asked anew of who declined it': {
    agents: [agent('ada'), agent('bob', ['tech']), agent('cyd')],
    operations: [
      start,
      by('ada', 'rejectInteraction'),
      by('cyd', 'acceptInteraction'),
      hand('cyd', { skill: 'billing' }),
    ],
  },
  'an agent with nothing at hand comes before one who has been free for longer': {
    agents: [agent('ada', ['billing'], 2), agent('bob')],
    operations: [start, start],
  },
  'an agent who has left is not shown the attached data': {
    agents: [agent('ada'), agent('bob')],
    operations: [
      { ...start, attributes: { topic: 'bill' } },
      by('ada', 'acceptInteraction'),
      invite('ada', 'bob'),
      by('bob', 'acceptInteraction'),
      { kind: 'leaveConference', agent: 'bob', interaction: 0 },
    ],
  },
  'a rejected invitation is no reason not to be handed the interaction': {
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

let theatre: Theatre | undefined;
beforeAll(async () => {
  theatre = await openTheatre(import.meta.url, 'never');
});
afterAll(() => theatre?.server.stop());

test.each(Object.entries(found))('%s', async (_, { agents, operations }) => {
  if (theatre === undefined) throw new Error('The server did not start.');
  await replay(theatre.newStage({ listens: true }), { agents }, operations);
});
