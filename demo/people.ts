import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { issueToken, type TokenSettings } from '../src/auth/index.ts';
import { createSwitchboard, type Token } from '../src/client/index.ts';
import type { Person } from './simulation.ts';
import { customerNames, topics } from './topics.ts';

interface Agent {
  readonly username: string;
  readonly nickname: string;
  readonly skills: readonly string[];
  readonly maxConcurrent: number;
}

const sampleAgents = z.array(
  z.object({
    username: z.string(),
    nickname: z.string(),
    skills: z.array(z.string()),
    maxConcurrent: z.number(),
  }),
);

/** Short, so that the demo also renews tokens. */
const lifetimeSeconds = 300;

export interface People {
  readonly agents: readonly Person[];
  readonly customers: readonly Person[];
  /** Token of the application that records flows. */
  readonly application: Token;
  /** Token for GraphiQL, with access to everything in the demo. */
  readonly supervisor: string;
}

/** Creates agents (those of the samples first) and customers, with tokens, and registers new agents on the server. */
export async function createPeople(
  settings: TokenSettings,
  { url, tenant, agents, customers }: { url: string; tenant: string; agents: number; customers: number },
): Promise<People> {
  const tokenOf = (subject: string, scopes: readonly string[], seconds = lifetimeSeconds) =>
    issueToken({ subject, tenant, scopes, lifetimeSeconds: seconds }, settings);
  const tokensOf =
    (subject: string, ...scopes: readonly string[]): Token =>
    () =>
      tokenOf(subject, scopes);

  const path = new URL('../samples/agents.json', import.meta.url);
  const samples = sampleAgents.parse(JSON.parse(await readFile(path, 'utf8')));
  const staff = Array.from({ length: agents }, (_, n) => samples[n] ?? additionalAgent(n));
  await register(url, tokensOf('demo-manager', 'agent.manage', 'agent.view'), staff);
  return {
    agents: staff.map(({ username, nickname }) => ({
      name: nickname,
      token: tokensOf(username, 'chat.agent', 'interaction.agent', 'flow.view'),
    })),
    customers: Array.from({ length: customers }, (_, n) => ({
      name: `${customerNames[n % customerNames.length] ?? ''}${n < customerNames.length ? '' : ` ${n}`}`,
      id: `demo-customer-${n}`,
      token: tokensOf(`demo-customer-${n}`, 'chat.customer'),
    })),
    application: tokensOf('demo-application', 'flow.manage'),
    supervisor: await tokenOf('demo-supervisor', ['interaction.view', 'agent.view', 'flow.view'], 12 * 3600),
  };
}

const additionalAgent = (n: number): Agent => ({
  username: `agent${n + 1}@northlight.example`,
  nickname: `Agent ${n + 1}`,
  skills: topics.map(({ skill }) => skill),
  maxConcurrent: 2,
});

/** Registers the agents that the tenant does not have. Existing agents are not changed. */
async function register(url: string, token: Token, agents: readonly Agent[]): Promise<void> {
  const manager = createSwitchboard({ url, token, attempts: 3 });
  for (const { username, ...input } of agents) {
    const { agent } = await manager.query<{ agent: unknown }, { username: string }>(
      'query ($username: ID!) { agent(id: $username) { username } }',
      { username },
    );
    if (agent === null)
      await manager.query<unknown, { input: Agent }>(
        'mutation ($input: AgentInput!) { upsertAgent(input: $input) { agent { username } } }',
        { input: { username, ...input } },
      );
  }
  manager.dispose();
}
