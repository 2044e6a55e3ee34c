import { kill, start, stop, type Running } from '../cli/shell.ts';
import { testSecret } from '../support/server.ts';
import { now, type Recorder } from './recorder.ts';

/** Two gateway processes over one database; either may be away for a while. */
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
      // Followers that come back once a second are no flood.
      MAX_SOCKETS_PER_CALLER: '1000',
    };
  }

  /** All that there ever were, also while one is away: nobody tells a client. */
  #urls: string[] = [];
  readonly urls = (): readonly string[] => this.#urls;

  async start(place: number): Promise<void> {
    const running = await start(`${process.execPath} src/main.ts serve --no-samples`, this.#environment);
    this.#running[place] = running;
    this.#urls[place] = running.url;
  }

  async kill(place: number): Promise<void> {
    const running = this.#running[place];
    if (running === undefined) return;
    this.#recorder.write({ t: 'nem', m: now(), fault: 'kill -9', target: `gateway ${place}` });
    this.#running[place] = undefined;
    await kill(running);
  }

  /** @returns their exit codes */
  async stop(): Promise<(number | null)[]> {
    const running = this.#running.filter((one) => one !== undefined);
    this.#running.length = 0;
    return Promise.all(running.map(stop));
  }
}
