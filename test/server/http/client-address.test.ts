import type { IncomingMessage } from 'node:http';
import { createClientAddress } from '../../../src/server/http/client-address.ts';

type Options = Parameters<typeof createClientAddress>[0];

const addressOf = (
  trustedProxies: Options['trustedProxies'],
  remoteAddress: string,
  headers: Record<string, string> = {},
  header: Options['header'] = 'x-forwarded-for',
) =>
  createClientAddress({ trustedProxies, header })({
    socket: { remoteAddress },
    headers,
  } as unknown as IncomingMessage);

test('without trusted proxies the peer is the client, whatever the headers are', () => {
  const headers = { 'x-forwarded-for': '198.51.100.1', forwarded: 'for=198.51.100.1' };
  expect(addressOf(undefined, '203.0.113.9', headers)).toBe('203.0.113.9');
  expect(addressOf(undefined, '::ffff:203.0.113.9', headers)).toBe('203.0.113.9');
});

test.each([
  ['the address that the trusted proxy appended', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['nothing that the client itself has sent', '10.0.0.1', '192.0.2.66, 198.51.100.1', '198.51.100.1'],
  ['the client behind two trusted proxies', '10.0.0.1', '198.51.100.1, 10.9.9.9', '198.51.100.1'],
  ['the peer if it is not trusted', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['the proxy if it sends no address', '10.0.0.1', undefined, '10.0.0.1'],
  ['the proxy if it sends a word', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['an address with a port', '10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
  ['the network of an IPv6 address', '::1', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['an IPv6 address with a port', '::1', '[2001:db8:1:2::5]:4711', '2001:db8:1:2::/64'],
])('the client address is %s', (_, peer, forwardedFor, expected) => {
  const headers: Record<string, string> =
    forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  expect(addressOf(['10.0.0.0/8', 'loopback'], peer, headers)).toBe(expected);
});

test('a number of proxies counts hops from the server, so that entries of the client do not matter', () => {
  const headers = { 'x-forwarded-for': '192.0.2.66, 198.51.100.1, 203.0.113.5' };
  expect(addressOf(1, '203.0.113.9', headers)).toBe('203.0.113.5');
  expect(addressOf(2, '203.0.113.9', headers)).toBe('198.51.100.1');
  expect(addressOf(9, '203.0.113.9', headers)).toBe('192.0.2.66');
});

test.each([
  ['for=198.51.100.1;proto=https', '198.51.100.1'],
  ['for=192.0.2.66, For="198.51.100.1:4711";by=10.0.0.1', '198.51.100.1'],
  ['for="[2001:db8:1:2::5]:4711"', '2001:db8:1:2::/64'],
  ['for=_hidden', '10.0.0.1'],
  ['proto=https', '10.0.0.1'],
  ['not a header', '10.0.0.1'],
])('of the header Forwarded (RFC 7239), %s gives %s', (forwarded, expected) => {
  const headers = { forwarded, 'x-forwarded-for': '192.0.2.77' };
  expect(addressOf(['10.0.0.0/8'], '10.0.0.1', headers, 'forwarded')).toBe(expected);
  // The header that is not configured may be the client's own.
  expect(addressOf(['10.0.0.0/8'], '10.0.0.1', headers)).toBe('192.0.2.77');
});
