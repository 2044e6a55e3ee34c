import { TestSocket } from '../../support/socket.ts';

/** Subscribes, and reports it to the parent process, which then suspends this process. Arguments: the URL of the graph and a token. */
const [url = '', token = ''] = process.argv.slice(2);
const socket = await TestSocket.as(url, token);
socket.subscribe('1', 'subscription { silence { id } }');
await socket.settled();
process.send?.('subscribed');
