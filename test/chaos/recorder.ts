import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Line } from './history.ts';

/** Writes observations to the history file synchronously, so that none is lost if the process ends. */
export class Recorder {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  write(line: Line): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}

export const now = (): number => performance.now();

/** Returns a short hash of an event's content, to compare two observations of the event. */
export const hashOf = (body: unknown): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 16);

/** Returns a text that contains a mark of its tenant, which shows where the text arrives. */
export const markedText = (tenant: string, text: string): string =>
  `mark-${tenant}-${randomBytes(8).toString('hex')} ${text}`;

/** Returns the tenants whose marks are in the received bytes. */
export const marksIn = (received: string): string[] => [
  ...new Set([...received.matchAll(/mark-([a-z]+)-/g)].map(([, tenant = '']) => tenant)),
];
