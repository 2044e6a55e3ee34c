import { randomUUID } from 'node:crypto';
import { readMetric } from '../support/metric.ts';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';
import { Ears, type Hearing } from './ears.ts';
import type { Stage } from './play.ts';
import { overHttp, type Transport } from './transport.ts';
import type { Viewer } from './views.ts';
import type { World } from './world.ts';

const scopes = {
  staff: 'interaction.view agent.view agent.manage',
  // What an agent's desk has: the names of colleagues, and no more than its own interactions.
  agent: 'chat.agent interaction.agent agent.view',
  customer: 'chat.customer',
};

/** A server for runs of the model, each in a tenant of its own, so that none need clean up. */
export interface Theatre {
  readonly server: TestServer;
  readonly newStage: (options?: {
    /** Stands between the run and the system. */
    readonly wrap?: (transport: Transport) => Transport;
    /** Holds what is pushed against the model too. */
    readonly listens?: boolean;
    readonly hearing?: Hearing;
  }) => Stage;
}

export async function openTheatre(
  testFile: string,
  reoffer: World['reoffer'],
  settings: Record<string, string> = {},
): Promise<Theatre> {
  const server = await startTestServer(testFile, {
    // No offer runs out by itself: the model has no time.
    OFFER_TIMEOUT_MS: '600000',
    REOFFER_DELAY_MS: reoffer === 'last' ? '0' : '600000',
    MAX_COST: '1000000',
    ...settings,
  });
  const started = await server.data<{ startInteraction: { interaction: { id: string } } }>(
    'mutation { startInteraction(input: {}) { interaction { id } } }',
    {},
    await tokenFor(scopes.customer, { subject: 'zoe', tenant: 'elsewhere' }),
  );
  const transport = overHttp(server.url);
  let failed = false;
  return {
    server,
    newStage({ wrap = (same: Transport) => same, listens = false, hearing } = {}) {
      const tokenOf = tokensOf(`model-${randomUUID()}`);
      return {
        transport: wrap(transport),
        tokenOf,
        foreignId: started.startInteraction.interaction.id,
        reoffer,
        subscriptions: () => readMetric(server.url, 'switchboard_subscriptions_open'),
        ears: listens ? new Ears(server.url, tokenOf, hearing) : undefined,
        hasFailed: () => failed,
        fail() {
          failed = true;
        },
      };
    },
  };
}

function tokensOf(tenant: string): (viewer: Viewer) => Promise<string> {
  const tokens = new Map<string, Promise<string>>();
  return (viewer) => {
    const subject = viewer === 'staff' ? 'sue' : viewer.name;
    const known = tokens.get(subject);
    if (known !== undefined) return known;
    const token = tokenFor(scopes[viewer === 'staff' ? 'staff' : viewer.kind], { subject, tenant });
    tokens.set(subject, token);
    return token;
  };
}
