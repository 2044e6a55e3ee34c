import { isIPv6 } from 'node:net';

/** The network that an address belongs to: the last octet of IPv4, all but the first 48 bits of IPv6, are left out. */
export function maskIpAddress(address: string): string {
  if (isIPv6(address)) {
    const [head = ''] = address.split('::');
    const groups = head.split(':').filter(Boolean).slice(0, 3);
    return `${groups.join(':')}::`;
  }
  // What is no address at all is hidden too: who knows what it is.
  return /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address)?.[1]?.concat('.0') ?? '';
}
