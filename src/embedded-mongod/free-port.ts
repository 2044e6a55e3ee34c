import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';

// Below the range from which Linux and macOS serve outgoing connections, so that none of these sits on our port just
// when mongod is restarted.
const lowest = 20_000;
const highest = 32_000;

export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest);
    if (await isFree(port)) return port;
  }
}

/** A guess: mongod itself is the judge, and exits with 48. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
