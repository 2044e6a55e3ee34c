import { existsSync } from 'node:fs';
import { kill, start, stop, type Running } from '../cli/shell.ts';
import { readMetric } from '../support/metric.ts';
import { testSecret } from '../support/server.ts';
import { until } from '../support/until.ts';
import type { Recorder } from './recorder.ts';

/** Debian's package `faketime`. The clock of the system stays as it is. */
const fakeTimeLibrary = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
].find((path) => existsSync(path));

export const canSkewClocks = fakeTimeLibrary !== undefined;

/** Gateway processes with one shared database. Each can be killed, drained, suspended and started again. */
export class Gateways {
  readonly #running: (Running | undefined)[] = [];
  readonly #database: { readonly uri: string; readonly name: string };
  readonly #recorder: Recorder;
  /** For the process at this position, the difference of its clock to the system's, in seconds. */
  readonly #skewSeconds: Readonly<Record<number, number>>;
  readonly #urls: string[] = [];

  constructor(
    database: { readonly uri: string; readonly name: string },
    recorder: Recorder,
    skewSeconds: Readonly<Record<number, number>>,
  ) {
    this.#database = database;
    this.#recorder = recorder;
    this.#skewSeconds = skewSeconds;
  }

  /** The URLs of all gateways, including a stopped one: clients do not know which gateways are running. */
  readonly urls = (): readonly string[] => this.#urls;

  async start(position: number): Promise<void> {
    const skew = this.#skewSeconds[position] ?? 0;
    const running = await start(`${process.execPath} src/main.ts serve --no-samples`, {
      MONGODB_URI: this.#database.uri,
      MONGODB_DATABASE: this.#database.name,
      AUTH_SECRET: testSecret,
      LOG_LEVEL: 'error',
      // Subscribers reconnect about once a second, more often than the default limit allows.
      MAX_SOCKETS_PER_CALLER: '1000',
      ...(fakeTimeLibrary === undefined || skew === 0
        ? {}
        : {
            LD_PRELOAD: fakeTimeLibrary,
            FAKETIME: `${skew > 0 ? '+' : ''}${skew}s`,
            FAKETIME_DONT_FAKE_MONOTONIC: '1',
          }),
    });
    this.#running[position] = running;
    this.#urls[position] = running.url;
  }

  async kill(position: number): Promise<void> {
    const running = this.#take(position);
    if (running !== undefined) await kill(running);
  }

  /** Stops a gateway with SIGTERM, and records its exit code. */
  async drain(position: number): Promise<void> {
    const running = this.#take(position);
    if (running === undefined) return;
    this.#recordExit(position, await stop(running));
  }

  /** Suspends a gateway with SIGSTOP until `resume`. */
  pause(position: number): void {
    this.#running[position]?.child.kill('SIGSTOP');
  }

  resume(position: number): void {
    this.#running[position]?.child.kill('SIGCONT');
  }

  /** Records what the gateways hold after all clients have left. */
  async recordConnections(): Promise<void> {
    for (const [position, running] of this.#running.entries()) {
      if (running === undefined) continue;
      for (const name of ['websockets_open', 'event_streams_open', 'subscriptions_open']) {
        const read = () => readMetric(running.url, `switchboard_${name}`);
        await until(async () => (await read()) === 0, `${name} is 0`, 5000).catch(() => undefined);
        this.#recorder.write({
          t: 'resource',
          owner: `gateway ${position}`,
          name,
          value: await read(),
          expected: 0,
        });
      }
    }
  }

  /** Stops all gateways with SIGTERM, and records their exit codes. */
  async stop(): Promise<void> {
    await Promise.all(this.#running.map((_, position) => this.drain(position)));
  }

  /** Kills the gateways that run. */
  async remove(): Promise<void> {
    await Promise.all(this.#running.map((_, position) => this.kill(position)));
  }

  #take(position: number): Running | undefined {
    const running = this.#running[position];
    this.#running[position] = undefined;
    return running;
  }

  #recordExit(position: number, value: number | null): void {
    this.#recorder.write({
      t: 'resource',
      owner: `gateway ${position}`,
      name: 'the exit code after SIGTERM',
      value,
      expected: 0,
    });
  }
}
