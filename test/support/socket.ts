import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket, type ClientOptions } from 'ws';

export interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket client that sends and receives single frames. */
export class TestSocket {
  readonly ws: WebSocket;
  readonly #frames: Frame[] = [];
  readonly #waiting: ((frame: Frame | undefined) => void)[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #isClosed = false;

  private constructor(ws: WebSocket) {
    this.ws = ws;
    ws.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame;
      const next = this.#waiting.shift();
      if (next) next(frame);
      else this.#frames.push(frame);
    });
    ws.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      ws.on('close', (code, reason) => {
        this.#isClosed = true;
        for (const next of this.#waiting.splice(0)) next(undefined);
        resolve({ code, reason: reason.toString() });
      });
    });
  }

  /** @param url of the graph, as for HTTP */
  static async open(
    url: string,
    options: ClientOptions = {},
    protocol: string | string[] = 'graphql-transport-ws',
  ): Promise<TestSocket> {
    const socket = new TestSocket(new WebSocket(url.replace(/^http/, 'ws'), protocol, options));
    await once(socket.ws, 'open');
    return socket;
  }

  /** Opens a socket and completes its connection_init. */
  static async as(url: string, token: string): Promise<TestSocket> {
    const socket = await TestSocket.open(url);
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    const frame = await socket.next();
    if (frame.type !== 'connection_ack') throw new Error(`No connection_ack: ${JSON.stringify(frame)}`);
    return socket;
  }

  send(frame: unknown): void {
    this.ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  subscribe(id: string, query: string, variables?: object, extensions?: object): void {
    this.send({ type: 'subscribe', id, payload: { query, variables, extensions } });
  }

  complete(id: string): void {
    this.send({ type: 'complete', id });
  }

  /** Resolves with the oldest frame that was not taken yet. @throws Error if the socket closes without another frame */
  async next(): Promise<Frame> {
    const frame =
      this.#frames.shift() ??
      (this.#isClosed
        ? undefined
        : await new Promise<Frame | undefined>((resolve) => this.#waiting.push(resolve)));
    if (frame === undefined) throw new Error('The socket closed, and nothing more came.');
    return frame;
  }

  /** Takes the next frames. */
  async take(count: number): Promise<readonly Frame[]> {
    const frames: Frame[] = [];
    while (frames.length < count) frames.push(await this.next());
    return frames;
  }

  /** Waits until the server has handled the earlier messages. Resolves with the frames that arrived before. */
  async settled(): Promise<readonly Frame[]> {
    this.send({ type: 'ping' });
    const frames: Frame[] = [];
    for (let frame = await this.next(); frame.type !== 'pong'; frame = await this.next()) frames.push(frame);
    return frames;
  }

  /** The TCP connection, which a test may pause. */
  get connection(): Socket {
    return (this.ws as unknown as { _socket: Socket })._socket;
  }

  terminate(): void {
    this.ws.terminate();
  }
}
