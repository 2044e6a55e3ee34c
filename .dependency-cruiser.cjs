// Layers, lowest first. A folder may import itself and anything listed for it.
const mayImport = {
  kernel: [],
  config: ['kernel'],
  auth: ['kernel'],
  intake: ['kernel'],
  storage: ['kernel'],
  'embedded-mongod': ['kernel'],
  generated: ['kernel', 'auth', 'domains', 'graph'], // types only
  eventlog: ['kernel', 'storage'],
  realtime: ['kernel', 'storage', 'eventlog'],
  domains: ['kernel', 'auth', 'intake', 'storage', 'eventlog', 'realtime', 'generated'],
  graph: ['kernel', 'auth', 'generated', 'domains'],
  gateway: ['kernel', 'auth', 'domains', 'graph'],
  server: ['kernel', 'auth', 'config', 'graph'],
  client: [], // it goes to browsers
  cli: [
    'kernel',
    'auth',
    'config',
    'intake',
    'storage',
    'domains',
    'graph',
    'gateway',
    'app\\.ts$',
    'http-app\\.ts$',
    'token-settings\\.ts$',
  ],
};
const layers = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `layer-${name}`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    path: '^src/',
    pathNot: `^src/(${[name, ...allowed].map((room) => (room.endsWith('$') ? room : `${room}/`)).join('|')})`,
  },
}));

/** The stores of domains and of their parts: the only files below src/domains that import MongoDB. */
const stores = ['^src/domains/.+/store\\.ts$', '^src/domains/.+-store\\.ts$'];

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'no-circular',
      comment: 'Circles of types included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'generated-is-type-only',
      severity: 'error',
      from: { path: '^src/generated/' },
      to: { path: '^src/', pathNot: '^src/generated/', dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'domains-meet-only-in-the-graph',
      severity: 'error',
      from: { path: '^src/domains/([^/]+)/' },
      to: { path: '^src/domains/[^/]+/', pathNot: '^src/domains/($1|shared)/' },
    },
    {
      name: 'resolvers-and-importers-go-through-operations',
      severity: 'error',
      from: { path: '^src/domains/.+/(resolvers|importer)(/|\\.ts$)' },
      to: { path: [...stores, '^src/storage/'] },
    },
    {
      name: 'only-resolvers-know-graphql',
      comment: 'Within a domain, only its resolvers and its index.ts import GraphQL.',
      severity: 'error',
      from: {
        path: '^src/domains/(?!shared/)[^/]+/',
        pathNot: ['^src/domains/.+/resolvers/', '^src/domains/.+/(resolvers|index)\\.ts$'],
      },
      to: { path: ['^src/generated/', '(^|node_modules/)(graphql|@apollo|graphql-ws)(/|$)'] },
    },
    {
      name: 'only-storage-speaks-mongodb',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/(embedded-mongod|storage)/', '^src/(eventlog|realtime)/store\\.ts$', ...stores],
      },
      to: { path: '(^|node_modules/)mongodb(/|$)' },
    },
    {
      name: 'client-takes-nothing-of-node',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'front-doors',
      severity: 'error',
      comment:
        'Outside a folder, import its index.ts only. src/generated also imports the records.ts of domains.',
      from: { path: '^src/([^/]+)(/|\\.ts$)' },
      to: {
        path: '^src/(domains/(?!shared/)[^/]+|auth|embedded-mongod|storage|eventlog|realtime|graph|server|config|intake)/',
        pathNot: ['/index\\.ts$', '^src/$1/', '^src/domains/[^/]+/records\\.ts$'],
      },
    },
    { name: 'src-never-imports-test', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
