import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/**
 * Node's own `close` cuts off an answer that is still on its way, and waits for connections whose answer comes later or on which
 * nothing was ever asked, as browsers hold them ready. Here each connection ends as soon as no answer is due on it.
 * @returns a close that waits for the answers that are due, and no longer than it is told
 */
export function closingGracefully(server: Server): (timeoutMs: number) => Promise<void> {
  const due = new Map<Socket, number>();
  const owe = (socket: Socket, change: 1 | -1) => {
    const answers = due.get(socket);
    // It is gone already.
    if (answers === undefined) return;
    due.set(socket, answers + change);
    if (answers + change === 0 && !server.listening) socket.destroySoon();
  };
  server.on('connection', (socket: Socket) => {
    due.set(socket, 0);
    socket.once('close', () => due.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    owe(socket, 1);
    response.once('close', () => {
      owe(socket, -1);
    });
  });

  // It is no longer HTTP, and whoever has taken it over ends it.
  server.on('upgrade', ({ socket }: IncomingMessage) => due.delete(socket));

  return async (timeoutMs) => {
    const late = setTimeout(() => {
      for (const socket of due.keys()) socket.destroy();
    }, timeoutMs);
    await new Promise<unknown>((resolve) => {
      NetServer.prototype.close.call(server, resolve);
      for (const [socket, answers] of due) if (answers === 0) socket.destroySoon();
    });
    clearTimeout(late);
    // Nothing is open any more: this ends Node's own timer, which would keep the server in memory.
    server.close();
  };
}
