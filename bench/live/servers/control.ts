/** Command of the parent process to a server process. */
export type Command = { readonly do: 'cpu' | 'memory' } | { readonly do: 'publish'; readonly count: number };

export type Answer =
  | { readonly microseconds: number }
  | { readonly bytes: number }
  | { readonly published: number };

/** Interval between events, long enough that each is sent by itself. */
const betweenMs = 4;

/** Sends the port to the parent process, and runs its commands. */
export function obey(port: number, publish: () => void): void {
  const answer = async (command: Command): Promise<Answer> => {
    switch (command.do) {
      case 'cpu': {
        const { user, system } = process.cpuUsage();
        return { microseconds: user + system };
      }
      case 'memory': {
        // The second collection frees what finalizers of the first released.
        for (let round = 0; round < 2; round++) {
          globalThis.gc?.();
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        const { heapUsed, external } = process.memoryUsage();
        return { bytes: heapUsed + external };
      }
      case 'publish':
        for (let n = 0; n < command.count; n++) {
          publish();
          await new Promise((resolve) => setTimeout(resolve, betweenMs));
        }
        return { published: command.count };
    }
  };
  process.on('message', (command: Command) => {
    void answer(command).then((result) => process.send?.(result));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}

/** A text of the usual length of a chat message. */
export const text =
  'The parcel that you ordered last week has left our house, and should be with you by tomorrow.';
