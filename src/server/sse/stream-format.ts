import type { GraphQLFormattedError } from 'graphql';

/** How an event stream is written to the response. */
export interface StreamFormat {
  readonly contentType: string;
  /** Sent before the first result: some browsers report a response as open only after its first byte. */
  readonly opening: string;
  readonly keepAlive: string;
  /** Returns the text before a result. Its end is `tail`. */
  readonly headOf: (position: string | undefined) => string;
  readonly tail: string;
  /** Returns the text of the errors with which the server ends a stream. */
  readonly failureOf: (errors: readonly GraphQLFormattedError[]) => string;
  /** The end of a complete stream. A stream without it was cut off. */
  readonly ending: string;
}

/** Server-sent events in graphql-sse's protocol: `next` for each result, then `complete`. */
export const serverSentEvents: StreamFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  opening: ':\n\n',
  keepAlive: ':\n\n',
  headOf: (position) =>
    position === undefined ? 'event: next\ndata: ' : `event: next\nid: ${position}\ndata: `,
  tail: '\n\n',
  failureOf: (errors) => `event: next\ndata: ${JSON.stringify({ errors })}\n\n`,
  ending: 'event: complete\ndata:\n\n',
};

const boundary = '\r\n--graphql';
const partHead = '\r\ncontent-type: application/json\r\n\r\n';

/**
 * Apollo's multipart protocol for subscriptions. Each part ends with the boundary of the next one: a client parses a part as soon as it has
 * its end. An empty object is a heartbeat.
 */
export const multipartSubscription: StreamFormat = {
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
  opening: `${boundary}${partHead}{}${boundary}`,
  keepAlive: `${partHead}{}${boundary}`,
  headOf: () => `${partHead}{"payload":`,
  tail: `}${boundary}`,
  failureOf: (errors) => `${partHead}${JSON.stringify({ payload: null, errors })}${boundary}`,
  ending: '--\r\n',
};
