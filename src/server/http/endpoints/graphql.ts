import { HeaderMap } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphServer, Sender } from '../../graph-server.ts';
import type { EventStreams } from '../../sse/event-streams.ts';
import { type Endpoint, notCached, respondWithText } from '../respond.ts';
import { admitRequest, type Prologue } from '../prologue.ts';
import { readJsonBody } from '../request-body.ts';

export interface GraphqlEndpointDeps {
  readonly graph: GraphServer;
  readonly prologue: Prologue;
  readonly maxBodyBytes: number;
  /** Responds to clients that prefer an event stream. */
  readonly eventStreams: EventStreams;
}

/** GraphQL over HTTP. */
export const createGraphqlEndpoint = (deps: GraphqlEndpointDeps): Endpoint => ({
  methods: ['GET', 'POST'],
  isCrossOrigin: true,
  maxBodyBytes: deps.maxBodyBytes,
  handle: (request, response) => handleGraphql(deps, request, response),
});

async function handleGraphql(
  { graph, prologue, maxBodyBytes, eventStreams }: GraphqlEndpointDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { caller, account } = await admitRequest(prologue, request);
  try {
    const body = request.method === 'POST' ? await readJsonBody(request, maxBodyBytes) : undefined;
    const sender = { principal: caller, spend: account.spend };
    if (eventStreams.isPreferred(request)) await eventStreams.open(request, response, body, sender);
    else await respond(graph, request, response, body, sender);
  } finally {
    account.end();
  }
}

async function respond(
  graph: GraphServer,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
  sender: Sender,
): Promise<void> {
  const result = await graph.executeHttp(
    { method: request.method ?? '', headers: headersOf(request), search: searchOf(request), body },
    sender,
  );
  if (result.body.kind !== 'complete') throw new Error('Incremental delivery is not supported.');
  respondWithText(response, result.status ?? 200, result.body.string, {
    ...Object.fromEntries(result.headers),
    ...notCached,
  });
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

const searchOf = ({ url = '' }: IncomingMessage): string => {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
};
