import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { acceptsGzip, preferredMediaType } from '../http/content-negotiation.ts';

export interface GraphiqlOptions {
  /** The token that the page is prefilled with. Set in development only. */
  readonly token: string | undefined;
  readonly tabs: readonly GraphiqlTab[];
}

interface GraphiqlTab {
  readonly query: string;
  readonly variables?: string | undefined;
  /** Overrides the token of the page. */
  readonly token?: string | undefined;
}

export type GraphiqlPage = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Serves GraphiQL without external resources: 9 MB of HTML, which the first request renders and compresses. */
export function createGraphiql(options: GraphiqlOptions): GraphiqlPage {
  let page: Promise<{ plain: Buffer; compressed: Buffer }> | undefined;
  return async (request, response) => {
    const { plain, compressed } = await (page ??= render(options));
    const isCompressed = acceptsGzip(request);
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        vary: 'accept-encoding, accept',
        // The page may contain a token.
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "frame-ancestors 'none'",
        ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
      })
      .end(isCompressed ? compressed : plain);
  };
}

async function render({ token, tabs }: GraphiqlOptions) {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const headersWith = (given: string | undefined) =>
    given === undefined ? '{}' : JSON.stringify({ authorization: `Bearer ${given}` }, undefined, 2);
  const html = renderGraphiQL({
    title: 'Switchboard',
    endpoint: '/graphql',
    headers: headersWith(token),
    shouldPersistHeaders: false,
    // Event streams carry the headers of the editor. Over WebSocket the page would send connection_init without them, and so without
    // a token.
    subscriptionsProtocol: 'GRAPHQL_SSE',
    method: 'POST',
    defaultQuery: tabs[0]?.query ?? '',
    defaultTabs: tabs.map(({ query, variables, token: own = token }) => ({
      query,
      ...(variables === undefined ? {} : { variables }),
      headers: headersWith(own),
    })),
    defaultEditorToolsVisibility: 'headers',
  });
  const plain = Buffer.from(html.replace('</style>', `${stableTabs}</style>`));
  return { plain, compressed: await promisify(gzip)(plain) };
}

/**
 * GraphiQL 5 keeps a CSS transform on its tabs from the first layout and drops it when a tab is pressed, so the first click on a tab would
 * miss it.
 */
const stableTabs = '.graphiql-tab { transform: none !important; }';

/** Reports whether the client is a browser that opens the address, rather than a client that reads JSON. */
export const prefersGraphiql = (request: IncomingMessage): boolean =>
  request.method === 'GET' &&
  preferredMediaType(request, ['application/json', 'application/graphql-response+json', 'text/html']) ===
    'text/html';
