import { createServer } from 'node:http';
import { createGatewayRuntime, getGraphQLWSOptions } from '@graphql-hive/gateway-runtime';
import { normalizeNodeRequest } from '@whatwg-node/server';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { gatewayConfig } from './gateway.config.mjs';
import { readSettings } from './settings.mjs';
import { tokenCheck } from './token-check.mjs';

try {
  await start(readSettings(process.env));
} catch (failure) {
  console.error(failure.message);
  process.exit(1);
}

async function start(settings) {
  const isGood = tokenCheck(settings);
  const gateway = createGatewayRuntime(gatewayConfig(settings, isGood));
  // A supergraph that cannot be read, or is none, ends the start and not the first request.
  await gateway.getSchema();

  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: settings.HTTP_KEEP_ALIVE_MS },
    gateway,
  );
  const { MAX_WS_PAYLOAD_BYTES: maxPayload, KEEP_ALIVE_MS } = settings;
  const subscriptions = useServer(
    {
      ...getGraphQLWSOptions(gateway, ({ extra: { request, socket } }) => ({
        req: request,
        socket,
        request: normalizeNodeRequest(request, gateway.fetchAPI),
      })),
      connectionInitWaitTimeout: 3000,
      // Else the reason of a close tells what went wrong inside.
      isProd: true,
      onConnect: (context) => admit(context, isGood),
    },
    new WebSocketServer({
      server,
      path: '/graphql',
      maxPayload,
      verifyClient: ({ req }) => isAllowedOrigin(req.headers, settings.ALLOWED_ORIGINS),
    }),
    KEEP_ALIVE_MS,
  );
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.PORT, settings.HOST, resolve);
  });
  console.log(`Hive Gateway is ready: http://${settings.HOST}:${server.address().port}/graphql`);

  const stop = async () => {
    setTimeout(() => process.exit(0), settings.SHUTDOWN_TIMEOUT_MS);
    const closed = new Promise((resolve) => server.close(resolve));
    await subscriptions.dispose();
    await closed;
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);
}

/** Browsers let any page open a WebSocket, and send its origin. Other clients send none. */
const isAllowedOrigin = ({ origin, host }, allowedOrigins) =>
  origin === undefined || allowedOrigins.has(origin) || origin.replace(/^https?:\/\//, '') === host;

/** Takes the token as Switchboard itself does, from the payload or the header, and closes the socket as it does. */
async function admit(context, isGood) {
  const { connectionParams, extra } = context;
  const [, authorization = extra.request.headers.authorization] =
    Object.entries(connectionParams ?? {}).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  // Hive makes headers of them, and these go on to the subgraphs.
  context.connectionParams = typeof authorization === 'string' ? { authorization } : {};
  try {
    if (!(await isGood(authorization))) extra.socket.close(4401, 'Unauthorized');
  } catch {
    extra.socket.close(1013, 'Try again later');
  }
}
