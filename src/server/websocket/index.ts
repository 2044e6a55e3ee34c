export { createWebSocketEndpoint, refuse, type WebSocketEndpoint } from './websocket-endpoint.ts';
