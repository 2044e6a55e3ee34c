export { createGraphiql } from './graphiql.ts';
export { createGraphqlEndpoint } from './graphql-endpoint.ts';
export { createHttpServer } from './http-server.ts';
export { createMetrics } from './metrics.ts';
