import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { obey, text } from './control.ts';

/** Lower limit: one text per event, sent to every socket by ws, without protocol and authentication. */
const server = createServer();
const sockets = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    if (data.toString().includes('connection_init')) socket.send('{"type":"connection_ack"}');
  });
});
let id = 0;
server.listen(0, '127.0.0.1', () => {
  obey((server.address() as AddressInfo).port, () => {
    id += 1;
    const readers = ['AGENT', 'CUSTOMER', 'SUPERVISOR'].map((role) => ({
      name: `${role.toLowerCase()}@example.com`,
      role,
      active: true,
    }));
    const author = { name: 'agent@example.com', role: 'AGENT' };
    const note = { __typename: 'Note', id: String(id), text, at: new Date(), secret: null, author, readers };
    const data = { notes: note };
    const frame = JSON.stringify({ id: '1', type: 'next', payload: { data } });
    for (const socket of sockets.clients) socket.send(frame);
  });
});
