import { handleProtocols } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { toHttpError } from '../http/error-edge.ts';
import { admitUpgrade } from '../http/prologue.ts';
import { HttpError, respondOnSocket } from '../http/respond.ts';
import { createProtocol } from './protocol.ts';
import { SocketSession, type SessionDeps } from './session.ts';

export interface WebSocketEndpointDeps extends SessionDeps {
  readonly maxPayloadBytes: number;
  /** The number of upgrades without a caller that an address may have at once. */
  readonly maxPendingUpgrades: number;
  /** Origins whose pages may open a WebSocket, in addition to the server's own origin. In lower case. */
  readonly allowedOrigins: ReadonlySet<string>;
}

export interface WebSocketEndpoint {
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void;
  /** Closes all sockets with 1001, each after its running operations, and terminates those that exceed the timeout. */
  close(timeoutMs: number): Promise<void>;
}

/** A client that has not answered a close after this time is disconnected. */
const closeTimeoutMs = 5000;

/** GraphQL over WebSocket with graphql-ws's protocol, on the port of the HTTP server. */
export function createWebSocketEndpoint(deps: WebSocketEndpointDeps): WebSocketEndpoint {
  const protocol = createProtocol();
  const settings = {
    noServer: true,
    clientTracking: false,
    maxPayload: deps.maxPayloadBytes,
    // A few compressed kilobytes can hold a gigabyte.
    perMessageDeflate: false,
    handleProtocols,
    // Not in the types of the library yet.
    closeTimeout: closeTimeoutMs,
  };
  const server = new WebSocketServer(settings);
  const sessions = new Set<SocketSession>();
  let stopping = false;
  let allClosed: (() => void) | undefined;

  async function upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    // The client may disconnect before the socket has its session.
    socket.on('error', () => undefined);
    let onIdentified: () => void;
    try {
      onIdentified = await admitSocket(deps, request, socket);
      if (stopping) throw new HttpError(503, 'UNAVAILABLE', 'The server is stopping.');
    } catch (error) {
      const httpError = toHttpError(error);
      if (httpError === undefined) throw error;
      respondOnSocket(socket, httpError);
      return;
    }
    if (socket.destroyed) return;
    server.handleUpgrade(request, socket, head, (ws) => {
      const session = new SocketSession(ws, socket, request, deps, onIdentified);
      sessions.add(session);
      ws.once('close', () => {
        sessions.delete(session);
        if (sessions.size === 0) allClosed?.();
      });
      session.open(protocol);
    });
  }

  async function close(timeoutMs: number): Promise<void> {
    stopping = true;
    if (sessions.size === 0) return;
    const late = setTimeout(() => {
      for (const session of sessions) session.terminate();
    }, timeoutMs);
    await new Promise<void>((resolve) => {
      allClosed = resolve;
      for (const session of sessions) session.stop();
    });
    clearTimeout(late);
  }
  return {
    upgrade(request, socket, head) {
      upgrade(request, socket, head).catch((error: unknown) => {
        deps.log.error({ err: error }, 'an upgrade failed');
        socket.destroy();
      });
    },
    close,
  };
}

/**
 * Admits a connection whose caller is unknown until `connection_init`. Returns the function to call when the caller has been identified.
 * @throws HttpError or DomainError
 */
async function admitSocket(
  { prologue, connections, allowedOrigins, maxPendingUpgrades }: WebSocketEndpointDeps,
  request: IncomingMessage,
  socket: Socket,
): Promise<() => void> {
  const { origin, host } = request.headers;
  if (origin !== undefined && !isAllowedOrigin(origin, host, allowedOrigins))
    throw new HttpError(403, 'FORBIDDEN', 'Pages of this origin may not open a WebSocket here.');
  const giveBack = await admitUpgrade(prologue, request, maxPendingUpgrades);
  const release = connections.openPending();
  if (release === undefined)
    throw new HttpError(503, 'UNAVAILABLE', 'There are as many connections as there may be.');
  if (socket.destroyed) release();
  else socket.once('close', release);
  return () => {
    giveBack();
    release();
  };
}

/** Browsers send the origin of the page and allow any page to open a WebSocket. Other clients send none. */
function isAllowedOrigin(origin: string, host: string | undefined, allowed: ReadonlySet<string>): boolean {
  const name = origin.toLowerCase();
  return allowed.has(name) || name.replace(/^https?:\/\//, '') === host?.toLowerCase();
}
