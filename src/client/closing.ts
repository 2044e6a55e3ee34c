import { asError, SwitchboardError } from './errors.ts';

/** Closes that say that the two do not understand each other, which they will not after a while either. docs/protocol.md lists all. */
const misunderstandings = new Set([1002, 1003, 1007, 1008, 1009, 1010, 4400, 4406]);

/** @param reason a socket's event, or what was thrown on the way to it */
export function errorOfSocket(reason: unknown): SwitchboardError {
  if (!isClose(reason)) return asError(reason);
  const { code, reason: word } = reason;
  const message = `The socket was closed: ${code}${word === '' ? '' : ` ${word}`}.`;
  return new SwitchboardError(codeOf(code), message, { extensions: { closeCode: code } });
}

function codeOf(close: number): string {
  if (misunderstandings.has(close)) return 'BAD_RESPONSE';
  switch (close) {
    // The token is not taken, or has ended: another one is.
    case 4401:
    case 4403:
      return 'UNAUTHENTICATED';
    case 4410:
      return 'SLOW_CONSUMER';
    case 4429:
      return 'RATE_LIMITED';
    case 4500:
      return 'INTERNAL_SERVER_ERROR';
    default:
      return 'NETWORK';
  }
}

const isClose = (reason: unknown): reason is { readonly code: number; readonly reason: string } =>
  typeof reason === 'object' &&
  reason !== null &&
  'code' in reason &&
  typeof reason.code === 'number' &&
  'reason' in reason &&
  typeof reason.reason === 'string';
