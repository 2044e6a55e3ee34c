import { randomUUID } from 'node:crypto';
import { readMetric } from '../support/metric.ts';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';
import { EventRecorder, type DeliveryFilter } from './event-recorder.ts';
import type { RunContext } from './run-sequence.ts';
import { overHttp, type Transport } from './transport.ts';
import type { Viewer } from './views.ts';
import type { ModelState } from './model-state.ts';

const scopes = {
  staff: 'interaction.view agent.view agent.manage',
  // Agents can list other agents, and can only see their own interactions.
  agent: 'chat.agent interaction.agent agent.view',
  customer: 'chat.customer',
};

/** A server for runs of the model. Each run has its own tenant, so no cleanup is needed. */
export interface ModelServer {
  readonly server: TestServer;
  readonly newContext: (options?: {
    /** Wraps the transport, to simulate a faulty system. */
    readonly wrap?: (transport: Transport) => Transport;
    /** Whether pushed events are recorded and compared with the model. */
    readonly recordsEvents?: boolean;
    readonly deliveryFilter?: DeliveryFilter;
  }) => RunContext;
}

export async function startModelServer(
  testFile: string,
  reoffer: ModelState['reoffer'],
  settings: Record<string, string> = {},
): Promise<ModelServer> {
  const server = await startTestServer(testFile, {
    // Offers must not expire: the model has no time.
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
    newContext({ wrap = (same: Transport) => same, recordsEvents = false, deliveryFilter } = {}) {
      const tokenOf = tokensOf(`model-${randomUUID()}`);
      return {
        transport: wrap(transport),
        tokenOf,
        foreignId: started.startInteraction.interaction.id,
        reoffer,
        openSubscriptions: () => readMetric(server.url, 'switchboard_subscriptions_open'),
        recorder: recordsEvents ? new EventRecorder(server.url, tokenOf, deliveryFilter) : undefined,
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
