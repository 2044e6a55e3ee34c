import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { encode, encodings, type Encoding } from '../http/compression.ts';
import { preferredEncoding, preferredMediaType } from '../http/content-negotiation.ts';
import { notFound, type Endpoint } from '../http/respond.ts';
import { createTabStorage } from './graphiql-tabs.ts';

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

/** GraphiQL without resources of other hosts. */
export interface Graphiql {
  /** The page, for the address of the graph. */
  readonly page: Endpoint['handle'];
  /** Scripts, styles and workers. Their names contain a hash of their content, so browsers keep them. */
  readonly assets: Endpoint;
}

export function createGraphiql(options: GraphiqlOptions): Graphiql {
  let loading: Promise<Site> | undefined;
  const load = () => (loading ??= loadSite(options));
  return {
    async page(_, response) {
      const { html } = await load();
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          vary: 'accept',
          // The page may contain a token.
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'content-security-policy': contentSecurityPolicy,
        })
        .end(html);
    },
    assets: {
      methods: ['GET', 'HEAD'],
      maxBodyBytes: 0,
      async handle(request, response, { name = '' }) {
        const asset = (await load()).assets.get(name);
        if (asset === undefined) throw notFound('There is no such file. Reload the page.');
        const encoding = preferredEncoding(request, encodings) ?? 'identity';
        const body = await asset.encoded(encoding);
        response
          .writeHead(200, {
            'content-type': asset.type,
            'content-length': body.length,
            'cache-control': 'public, max-age=31536000, immutable',
            'x-content-type-options': 'nosniff',
            vary: 'accept-encoding',
            ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
          })
          .end(request.method === 'HEAD' ? undefined : body);
      },
    },
  };
}

/** The editor needs inline styles, and images and fonts from its style sheet. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Site {
  readonly html: string;
  readonly assets: ReadonlyMap<string, Asset>;
}

interface Asset {
  readonly type: string;
  encoded(encoding: Encoding): Promise<Buffer>;
}

async function loadSite(options: GraphiqlOptions): Promise<Site> {
  const parts = await import('@graphql-yoga/render-graphiql/graphiql');
  const assets = new Map<string, Asset>();
  const add = (name: string, type: string, content: string | Buffer): string => {
    const body = Buffer.from(content);
    const [stem = '', ending = ''] = name.split('.');
    const hashed = `${stem}-${createHash('sha256').update(body).digest('hex').slice(0, 16)}.${ending}`;
    assets.set(hashed, createAsset(type, body));
    return `/graphiql/${hashed}`;
  };
  const script = 'text/javascript; charset=utf-8';
  const workers = {
    editorWorkerService: add('editor.js', script, parts.editorWorkerService),
    json: add('json.js', script, parts.jsonWorker),
    graphql: add('graphql.js', script, parts.graphqlWorker),
  };
  const [, iconType = '', icon = ''] = /^data:([^;]+);base64,(.*)$/.exec(parts.favicon) ?? [];
  const html = renderPage({
    icon: add('favicon.ico', iconType, Buffer.from(icon, 'base64')),
    style: add('graphiql.css', 'text/css; charset=utf-8', parts.css + stableTabs),
    scripts: [add('graphiql.js', script, parts.js), add('page.js', script, pageScript(workers))],
    options: pageOptions(options),
  });
  return { html, assets };
}

/** Creates an asset, which is compressed once for each encoding, when it is first requested. */
function createAsset(type: string, body: Buffer): Asset {
  const encoded = new Map<Encoding, Promise<Buffer>>();
  return {
    type,
    encoded(encoding) {
      const bytes = encoded.get(encoding) ?? encode(encoding, body);
      encoded.set(encoding, bytes);
      return bytes;
    },
  };
}

/** The options of the page: those of the GraphiQL component, and the headers and variables of tabs by title. */
function pageOptions({ token, tabs }: GraphiqlOptions) {
  const headersWith = (given: string | undefined) =>
    given === undefined ? '{}' : JSON.stringify({ authorization: `Bearer ${given}` }, undefined, 2);
  const defaultTabs = tabs.map(({ query, variables, token: own = token }) => ({
    query,
    ...(variables === undefined ? {} : { variables }),
    headers: headersWith(own),
  }));
  return {
    component: {
      title: 'Switchboard',
      endpoint: '/graphql',
      headers: headersWith(token),
      // The page's storage keeps no headers. With false, GraphiQL would open restored tabs without headers.
      shouldPersistHeaders: true,
      // Event streams carry the headers of the editor. Over WebSocket the page would send connection_init without them, and so without
      // a token.
      subscriptionsProtocol: 'GRAPHQL_SSE',
      method: 'POST',
      defaultQuery: tabs[0]?.query ?? '',
      defaultTabs,
      defaultEditorToolsVisibility: 'headers',
    },
    headersByTitle: Object.fromEntries(defaultTabs.map(({ query, headers }) => [titleOf(query), headers])),
    variablesByTitle: Object.fromEntries(
      tabs.flatMap(({ query, variables }) => (variables === undefined ? [] : [[titleOf(query), variables]])),
    ),
  };
}

/** Returns the title that GraphiQL gives to a tab: the name of the operation. */
const titleOf = (query: string): string => /^(?:query|mutation|subscription)\s+(\w+)/m.exec(query)?.[1] ?? '';

/** Returns the script that opens the component with the options in the page. */
const pageScript = (workers: Readonly<Record<string, string>>): string => `
const { component, headersByTitle, variablesByTitle } = JSON.parse(document.getElementById('options').textContent);
const workers = ${JSON.stringify(workers)};
globalThis.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => workers[label] };
${createTabStorage.toString()}
const headersOf = (title) => headersByTitle[title] ?? component.headers;
const storage = createTabStorage(localStorage, headersOf, variablesByTitle);
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), { ...component, storage });
`;

const renderPage = ({
  icon,
  style,
  scripts,
  options,
}: {
  readonly icon: string;
  readonly style: string;
  readonly scripts: readonly string[];
  readonly options: object;
}): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Switchboard</title>
    <link rel="icon" href="${icon}" />
    <link rel="stylesheet" href="${style}" />
    <script type="application/json" id="options">${JSON.stringify(options).replaceAll('<', String.raw`\u003c`)}</script>
    ${scripts.map((url) => `<script src="${url}" defer></script>`).join('\n    ')}
  </head>
  <body id="body" class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
  </body>
</html>
`;

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
