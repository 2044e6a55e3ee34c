import { isIPv6 } from 'node:net';

/** Returns the network of an address: IPv4 without the last octet, the first 48 bits of IPv6. Returns '' for any other text. */
export function maskIpAddress(address: string): string {
  if (isIPv6(address)) {
    const [head = ''] = address.split('::');
    const groups = head.split(':').filter(Boolean).slice(0, 3);
    return `${groups.join(':')}::`;
  }
  return /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address)?.[1]?.concat('.0') ?? '';
}
