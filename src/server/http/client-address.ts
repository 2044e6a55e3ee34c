import parseForwarded from 'forwarded-parse';
import ipaddr from 'ipaddr.js';
import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';

/**
 * Returns the address against which a request without a token counts: of IPv4 the address, of IPv6 the network of 64 bits, because one
 * client has a whole network.
 */
export type ClientAddress = (request: IncomingMessage) => string;

export interface ClientAddressOptions {
  /** Addresses and networks, or the number of proxies in front of the server. Undefined: no proxy is trusted. */
  readonly trustedProxies: readonly string[] | number | undefined;
  /** The header to which the trusted proxies append the address of their client. The other one may be the client's own. */
  readonly header: 'x-forwarded-for' | 'forwarded';
}

/** Returns the function that finds the address of a client behind proxies: the first one, from the server's side, that is not trusted. */
export function createClientAddress({ trustedProxies, header }: ClientAddressOptions): ClientAddress {
  if (trustedProxies === undefined) return ({ socket }) => networkOf(socket.remoteAddress) ?? '';
  const isTrusted =
    typeof trustedProxies === 'number'
      ? (_: string, index: number) => index < trustedProxies
      : proxyAddr.compile([...trustedProxies]);
  const hopsOf = header === 'forwarded' ? forwardedHops : xForwardedForHops;
  return (request) => {
    const peer = request.socket.remoteAddress ?? '';
    const hops = [peer, ...hopsOf(request).map(withoutPort).reverse()];
    const client = hops.find((address, index) => index === hops.length - 1 || !isTrusted(address, index));
    // A trusted proxy may send a word in the place of an address, such as `unknown`.
    return networkOf(client) ?? networkOf(peer) ?? '';
  };
}

const xForwardedForHops = ({ headers }: IncomingMessage): string[] => {
  const value = headers['x-forwarded-for'];
  return value === undefined ? [] : String(value).split(',');
};

function forwardedHops({ headers }: IncomingMessage): string[] {
  if (headers.forwarded === undefined) return [];
  try {
    return parseForwarded(headers.forwarded).map((hop) => hop.for ?? '');
  } catch {
    return [];
  }
}

/** Some proxies add the port, and IPv6 addresses are then in brackets. */
function withoutPort(hop: string): string {
  const [, bracketed, address] = /^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/.exec(hop.trim()) ?? [];
  return bracketed ?? address ?? hop.trim();
}

function networkOf(address = ''): string | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6
    ? `${parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : parsed.toString();
}
