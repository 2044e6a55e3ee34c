import { parseJson } from '../../../kernel/json.ts';
import { HeaderMap } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import vary from 'vary';
import type { Caller } from '../../../auth/index.ts';
import type { GraphServer, Sender } from '../../graph-server.ts';
import type { EventStreams } from '../../sse/event-streams.ts';
import type { Compress } from '../compression.ts';
import { preferredMediaType } from '../content-negotiation.ts';
import {
  type Endpoint,
  type ErrorForm,
  graphqlErrorForm,
  notCached,
  respondWithContent,
} from '../respond.ts';
import { admitRequest, type Prologue } from '../prologue.ts';
import { readJsonBody } from '../request-body.ts';

export interface GraphqlEndpointDeps {
  readonly graph: GraphServer;
  readonly prologue: Prologue;
  /** The largest body of a request without a token. */
  readonly maxBodyBytes: number;
  readonly maxBodyBytesOf: (caller: Caller) => number;
  /** Responds to clients that prefer a stream. */
  readonly eventStreams: EventStreams;
  readonly compress: Compress;
}

/** GraphQL over HTTP. */
export const createGraphqlEndpoint = (deps: GraphqlEndpointDeps): Endpoint => ({
  methods: ['GET', 'POST'],
  isCrossOrigin: true,
  maxBodyBytes: deps.maxBodyBytes,
  errorForm,
  handle: (request, response) => handleGraphql(deps, request, response),
});

/** Under `application/json`, clients may not rely on the body of a response with another status than 200. */
const graphqlResponseForm: ErrorForm = {
  ...graphqlErrorForm,
  headers: { 'content-type': 'application/graphql-response+json; charset=utf-8' },
};
const errorForm = (request: IncomingMessage): ErrorForm =>
  preferredMediaType(request, ['application/json', 'application/graphql-response+json']) ===
  'application/graphql-response+json'
    ? graphqlResponseForm
    : graphqlErrorForm;

async function handleGraphql(
  deps: GraphqlEndpointDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prologue, maxBodyBytes, maxBodyBytesOf, eventStreams } = deps;
  const { caller, account } = await admitRequest(prologue, request);
  try {
    const maxBytes = caller === undefined ? maxBodyBytes : maxBodyBytesOf(caller);
    const body =
      request.method === 'POST' ? await readJsonBody(request, maxBytes, parseJson) : operationInUrl(request);
    const sender = { principal: caller, spend: account.spend };
    const format = eventStreams.formatFor(request, body);
    if (format === undefined) await respond(deps, request, response, body, sender);
    else await eventStreams.open(format, request, response, body, sender);
  } finally {
    account.end();
  }
}

async function respond(
  { graph, compress }: GraphqlEndpointDeps,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
  sender: Sender,
): Promise<void> {
  const result = await graph.executeHttp(
    {
      method: request.method ?? '',
      headers: headersOf(request),
      search: searchOf(request),
      body: request.method === 'POST' ? body : undefined,
    },
    sender,
  );
  if (result.body.kind !== 'complete') throw new Error('Incremental delivery is not supported.');
  vary(response, 'accept-encoding, accept');
  const { body: content, headers } = await compress(request, result.body.string);
  if (response.destroyed) return;
  respondWithContent(response, result.status ?? 200, content, {
    ...Object.fromEntries(result.headers),
    ...headers,
    ...notCached,
  });
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

/** Returns the operation of a GET. Malformed JSON stays as text, which is refused as any other wrong value. */
function operationInUrl(request: IncomingMessage): Readonly<Record<string, unknown>> {
  const given = Object.fromEntries(new URLSearchParams(searchOf(request)));
  return {
    ...given,
    ...('variables' in given && { variables: tryParse(given.variables) }),
    ...('extensions' in given && { extensions: tryParse(given.extensions) }),
  };
}

function tryParse(text = ''): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

const searchOf = ({ url = '' }: IncomingMessage): string => {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
};
