import WebSocket from 'ws';
import type { Random } from './random.ts';

/** An unreliable network: sockets break, and answers are lost. */
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

  /** Sends a request. With the loss probability its answer is dropped, after the server has processed it. */
  readonly fetch: typeof fetch = async (input, init) => {
    const lost = this.#random.percent(this.#lossPercent);
    const response = await fetch(input, init);
    if (!lost) return response;
    this.answersLost += 1;
    await response.body?.cancel();
    throw new TypeError('The answer was lost.');
  };

  /** Terminates all sockets without a close frame. @returns whether any was open */
  cut(): boolean {
    for (const socket of this.#sockets) {
      socket.terminate();
      this.socketsCut += 1;
    }
    return this.#sockets.size > 0;
  }
}
