import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/**
 * Returns a function that closes the server: it waits for pending responses, at most for the timeout. Node.js's own `close` cuts off
 * responses that are still being sent, and waits for connections without a request, which browsers keep open in advance. Here each
 * connection ends as soon as it has no pending response.
 */
export function createGracefulClose(server: Server): (timeoutMs: number) => Promise<void> {
  const pending = new Map<Socket, number>();
  const count = (socket: Socket, change: 1 | -1) => {
    const responses = pending.get(socket);
    // The connection has closed.
    if (responses === undefined) return;
    pending.set(socket, responses + change);
    if (responses + change === 0 && !server.listening) socket.destroySoon();
  };
  server.on('connection', (socket: Socket) => {
    pending.set(socket, 0);
    socket.once('close', () => pending.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => {
      count(socket, -1);
    });
  });

  // An upgraded connection belongs to its WebSocket session.
  server.on('upgrade', ({ socket }: IncomingMessage) => pending.delete(socket));

  return async (timeoutMs) => {
    const timeout = setTimeout(() => {
      for (const socket of pending.keys()) socket.destroy();
    }, timeoutMs);
    await new Promise<unknown>((resolve) => {
      NetServer.prototype.close.call(server, resolve);
      for (const [socket, responses] of pending) if (responses === 0) socket.destroySoon();
    });
    clearTimeout(timeout);
    // All connections are closed. This stops Node.js's own timer, which would keep the server in memory.
    server.close();
  };
}
