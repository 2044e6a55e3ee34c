import { LRUCache } from 'lru-cache';
import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

type Head = Pick<IncomingMessage, 'headers'>;

/** Reports whether the client prefers a gzip-encoded response over an uncompressed one (RFC 9110, section 12.5.3). */
export const acceptsGzip = ({ headers }: Head): boolean =>
  new Negotiator({ headers }).encoding(['gzip', 'identity']) === 'gzip';

/** Returns the encoding that the client prefers. The order of `available` decides among encodings that the client likes equally. */
export function preferredEncoding<Encoding extends string>(
  { headers }: Head,
  available: readonly Encoding[],
): Encoding | undefined {
  // The types of the library lack the second parameter.
  const negotiator: {
    encoding(names: readonly string[], options: { preferred: readonly string[] }): string | undefined;
  } = new Negotiator({ headers });
  const preferred = negotiator.encoding(available, { preferred: available });
  return available.find((name) => name === preferred);
}

/**
 * Returns the media type that the client prefers (RFC 9110, section 12.5.1), or undefined if it accepts none of them. The first one wins
 * where the client has no preference.
 */
export const preferredMediaType = ({ headers }: Head, available: readonly string[]): string | undefined =>
  new Negotiator({ headers }).mediaType(available);

export const jsonMediaTypes: readonly string[] = [
  'application/json',
  'application/json; charset=utf-8',
  'application/graphql-response+json',
  'application/graphql-response+json; charset=utf-8',
];
const multipart = 'multipart/mixed; boundary=graphql; subscriptionSpec=1.0';

type StreamType = 'text/event-stream' | 'multipart/mixed';

/** The streams of a client, by its `accept` header. Clients send the same header with every request, and negotiation takes 20 µs. */
const streamsByAccept = new LRUCache<string, { readonly always?: StreamType; readonly named?: StreamType }>({
  max: 500,
});

/**
 * Returns the stream in which an operation is answered; undefined for JSON. A client that prefers server-sent events gets every operation
 * in them. A client that prefers JSON gets a subscription in a stream if it names one: clients list all media types that they can read. A
 * wildcard does not count there, because a client that reads JSON would wait forever.
 * @param isSubscription called only if the answer depends on it
 */
export function streamFormatFor({ headers }: Head, isSubscription: () => boolean): StreamType | undefined {
  const accept = headers.accept ?? '*/*';
  let streams = streamsByAccept.get(accept);
  if (streams === undefined) streamsByAccept.set(accept, (streams = streamsFor(accept)));
  return streams.always ?? (streams.named !== undefined && isSubscription() ? streams.named : undefined);
}

/** @returns the stream for every operation, or else the stream that the client names, for subscriptions */
function streamsFor(accept: string): { readonly always?: StreamType; readonly named?: StreamType } {
  const negotiator = new Negotiator({ headers: { accept } });
  const preferred = negotiator.mediaTypes([
    ...jsonMediaTypes,
    'text/event-stream',
    // Without the parameter the client expects another protocol.
    ...(/subscriptionspec/i.test(accept) ? [multipart] : []),
  ]);
  const [best] = preferred;
  if (best === 'text/event-stream') return { always: best };
  if (best !== undefined && preferred.every((mediaType) => mediaType === multipart))
    return { always: 'multipart/mixed' };
  const named = negotiator.mediaTypes().map((mediaType) => mediaType.toLowerCase());
  const stream = preferred
    .map((mediaType) => (mediaType === multipart ? 'multipart/mixed' : mediaType))
    .find((mediaType) => mediaType === 'text/event-stream' || mediaType === 'multipart/mixed');
  return stream !== undefined && named.includes(stream) ? { named: stream } : {};
}
