export { createGateway } from './gateway.ts';
export { createRemoteExecutor, readServiceSdl } from './remote-executor.ts';
export { composeSupergraph, CompositionError } from './supergraph.ts';
