export { createWebSocketEndpoint, refuse, type WebSocketEndpoint } from './endpoint.ts';
