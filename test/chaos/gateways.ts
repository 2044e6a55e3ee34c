import { kill, start, stop, type Running } from '../cli/shell.ts';
import { testSecret } from '../support/server.ts';
import { now, type Recorder } from './recorder.ts';

/** Gateway processes with one shared database. Each can be killed and restarted. */
export class Gateways {
  readonly #running: (Running | undefined)[] = [];
  readonly #environment: Record<string, string>;
  readonly #recorder: Recorder;

  constructor(database: { readonly uri: string; readonly name: string }, recorder: Recorder) {
    this.#recorder = recorder;
    this.#environment = {
      MONGODB_URI: database.uri,
      MONGODB_DATABASE: database.name,
      AUTH_SECRET: testSecret,
      LOG_LEVEL: 'error',
      // Subscribers reconnect about once a second, more often than the default limit allows.
      MAX_SOCKETS_PER_CALLER: '1000',
    };
  }

  /** The URLs of all gateways, including a stopped one: clients do not know which gateways are running. */
  #urls: string[] = [];
  readonly urls = (): readonly string[] => this.#urls;

  async start(position: number): Promise<void> {
    const running = await start(`${process.execPath} src/main.ts serve --no-samples`, this.#environment);
    this.#running[position] = running;
    this.#urls[position] = running.url;
  }

  async kill(position: number): Promise<void> {
    const running = this.#running[position];
    if (running === undefined) return;
    this.#recorder.write({ t: 'nem', m: now(), fault: 'kill -9', target: `gateway ${position}` });
    this.#running[position] = undefined;
    await kill(running);
  }

  /** @returns the exit codes */
  async stop(): Promise<(number | null)[]> {
    const running = this.#running.filter((one) => one !== undefined);
    this.#running.length = 0;
    return Promise.all(running.map(stop));
  }
}
