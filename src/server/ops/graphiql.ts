import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export interface GraphiqlOptions {
  /** Prefilled in development: nobody else's token is ever in a page. */
  readonly token: string | undefined;
  readonly tabs: readonly GraphiqlTab[];
}

interface GraphiqlTab {
  readonly query: string;
  readonly variables?: string | undefined;
  /** In place of the page's. */
  readonly token?: string | undefined;
}

export type GraphiqlPage = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A page that needs nothing from elsewhere: 9 MB of HTML, rendered and compressed when somebody first asks for it. */
export function createGraphiql(options: GraphiqlOptions): GraphiqlPage {
  let page: Promise<{ plain: Buffer; zipped: Buffer }> | undefined;
  return async (request, response) => {
    const { plain, zipped } = await (page ??= render(options));
    const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        vary: 'accept-encoding, accept',
        // The page can hold a token.
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "frame-ancestors 'none'",
        ...(takesGzip ? { 'content-encoding': 'gzip' } : {}),
      })
      .end(takesGzip ? zipped : plain);
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
    // Subscriptions come as an event stream, with the headers that stand in the editor. Over WebSocket the page would send its
    // connection_init without them, and nobody would be known.
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
  const plain = Buffer.from(html.replace('</style>', `${tabsStay}</style>`));
  return { plain, zipped: await promisify(gzip)(plain) };
}

/**
 * GraphiQL 5 leaves tabs the way that they came when the page was laid out, and lets it be seen once they are pressed: the first click
 * on each would go beside it.
 */
const tabsStay = '.graphiql-tab { transform: none !important; }';

/** A browser that opens the address, as against a client that reads JSON. */
export const isBrowser = (request: IncomingMessage): boolean =>
  request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
