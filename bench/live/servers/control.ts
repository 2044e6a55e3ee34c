/** What the parent asks of a server. */
export type Command = { readonly do: 'cpu' | 'memory' } | { readonly do: 'publish'; readonly count: number };

export type Answer =
  { readonly microseconds: number } | { readonly bytes: number } | { readonly published: number };

/** So far apart, what is published is sent one by one, as in life. */
const betweenMs = 4;

/** A server's side of the conversation with the parent. */
export function obey(port: number, publish: () => void): void {
  const answer = async (command: Command): Promise<Answer> => {
    switch (command.do) {
      case 'cpu': {
        const { user, system } = process.cpuUsage();
        return { microseconds: user + system };
      }
      case 'memory': {
        // Twice: what finalisers let go of is collected the second time.
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
    void answer(command).then((told) => process.send?.(told));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}

/** As long as a message in a chat. */
export const text =
  'The parcel that you ordered last week has left our house, and should be with you by tomorrow.';
