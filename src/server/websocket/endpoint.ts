import { handleProtocols } from 'graphql-ws';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { DomainError } from '../../kernel/errors.ts';
import { json, retryAfterHeader } from '../http/respond.ts';
import { createProtocol } from './protocol.ts';
import { SocketSession, type SessionOptions } from './session.ts';

export interface WebSocketOptions extends SessionOptions {
  readonly maxPayloadBytes: number;
  /** Origins of pages that may open a socket, beside those of the server itself. In lower case. */
  readonly allowedOrigins: ReadonlySet<string>;
}

export interface WebSocketEndpoint {
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void;
  /** Closes all sockets with 1001, each when what is under way on it has been answered, and ends those that take too long. */
  close(timeoutMs: number): Promise<void>;
}

/** So long a client may take to answer a close before its socket is ended. */
const closeTimeoutMs = 5000;

/** The graph over WebSocket, by graphql-ws's protocol, on the port of the HTTP server. */
export function createWebSocketEndpoint(options: WebSocketOptions): WebSocketEndpoint {
  const { connections, limiter, allowedOrigins } = options;
  const protocol = createProtocol();
  const settings = {
    noServer: true,
    clientTracking: false,
    maxPayload: options.maxPayloadBytes,
    // A few compressed kilobytes can hold a gigabyte.
    perMessageDeflate: false,
    handleProtocols,
    // Its types do not know it yet.
    closeTimeout: closeTimeoutMs,
  };
  const server = new WebSocketServer(settings);
  const sessions = new Set<SocketSession>();
  let stopping = false;
  let allClosed: (() => void) | undefined;

  function upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const { origin, host } = request.headers;
    if (stopping) {
      refuse(socket, 503, 'UNAVAILABLE', 'The server is stopping.');
      return;
    }
    if (origin !== undefined && !isAllowed(origin, host, allowedOrigins)) {
      refuse(socket, 403, 'FORBIDDEN', 'Pages of this origin may not open a WebSocket here.');
      return;
    }
    try {
      // Who comes is not known yet: connection_init says it.
      limiter.open(undefined, request.socket.remoteAddress);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refuse(socket, 429, error.code, error.message, retryAfterHeader(error.details.retryAfter ?? 0));
      return;
    }
    const release = connections.open();
    if (release === undefined) {
      refuse(socket, 503, 'UNAVAILABLE', 'There are as many connections as there may be.');
      return;
    }
    socket.once('close', release);
    server.handleUpgrade(request, socket, head, (ws) => {
      const session = new SocketSession(ws, socket, request, options);
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
  return { upgrade, close };
}

/** Browsers say whose page it is that opens a socket, and let any page do it. What says nothing is no browser. */
function isAllowed(origin: string, host: string | undefined, allowed: ReadonlySet<string>): boolean {
  const name = origin.toLowerCase();
  return allowed.has(name) || name.replace(/^https?:\/\//, '') === host?.toLowerCase();
}

/** Answers what will not be upgraded, on the bare socket: there is no response to write to. */
export function refuse(
  socket: Socket,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const all = { ...json, ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  // A client that is gone already is told nothing.
  socket.on('error', () => undefined);
  socket.write(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ].join('\r\n'),
  );
  socket.destroySoon();
}
