import { TestSocket } from '../../support/socket.ts';

/** A client in a process of its own, so that it can be stopped as a whole: it subscribes, and says when it has. */
const [url = '', token = ''] = process.argv.slice(2);
const socket = await TestSocket.as(url, token);
socket.subscribe('1', 'subscription { silence { id } }');
await socket.settled();
process.send?.('subscribed');
