export { createGateway } from './gateway.ts';
export { createRemoteExecutor } from './remote.ts';
export { readServiceSdl } from './service-sdl.ts';
export { composeSupergraph, CompositionError } from './supergraph.ts';
