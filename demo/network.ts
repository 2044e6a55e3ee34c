import WebSocket from 'ws';
import type { Random } from './random.ts';

/** Somebody's connection, which is not a good one: sockets break, and answers are lost on their way. */
export class Network {
  readonly #random: Random;
  readonly #lossPercent: number;
  readonly #sockets = new Set<WebSocket>();
  socketsCut = 0;
  answersLost = 0;

  constructor(random: Random, lossPercent: number) {
    this.#random = random;
    this.#lossPercent = lossPercent;
  }

  readonly webSocketImpl = ((sockets: Set<WebSocket>) =>
    class extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol);
        sockets.add(this);
        this.on('close', () => sockets.delete(this));
      }
    })(this.#sockets);

  /** The server does what it is asked to, and nobody learns of it. */
  readonly fetch: typeof fetch = async (input, init) => {
    const lost = this.#random.percent(this.#lossPercent);
    const response = await fetch(input, init);
    if (!lost) return response;
    this.answersLost += 1;
    await response.body?.cancel();
    throw new TypeError('The answer was lost.');
  };

  /** Without a word, as a train enters a tunnel. @returns whether anything was open */
  cut(): boolean {
    for (const socket of this.#sockets) {
      socket.terminate();
      this.socketsCut += 1;
    }
    return this.#sockets.size > 0;
  }
}
