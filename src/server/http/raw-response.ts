import { STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { graphqlErrorForm, HttpError } from './respond.ts';

/** Writes an error response to a socket that has no `ServerResponse`, and closes the connection. */
export function respondOnSocket(
  socket: Socket,
  { status, code, message, headers, details }: HttpError,
): void {
  const body = JSON.stringify(graphqlErrorForm.bodyOf(message, { code, ...details }));
  const all = {
    ...graphqlErrorForm.headers,
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  // The client may have disconnected.
  socket.on('error', () => undefined);
  socket.write(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ].join('\r\n'),
  );
  // Closes both directions: a client that never closes its own would keep the connection.
  socket.destroySoon();
}

const malformed = new HttpError(400, 'BAD_REQUEST', 'The request is not valid HTTP.');
const clientErrors: Readonly<Record<string, HttpError>> = {
  HPE_HEADER_OVERFLOW: new HttpError(
    431,
    'HEADERS_TOO_LARGE',
    'The headers are larger than the limit of 16 KB.',
  ),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpError(408, 'REQUEST_TIMEOUT', 'The request did not arrive in time.'),
};

/** Handles the server's `clientError` event. Node.js itself would respond without a body. */
export function respondToMalformedRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable || !(socket instanceof Socket)) socket.destroy();
  else respondOnSocket(socket, clientErrors[error.code ?? ''] ?? malformed);
}
