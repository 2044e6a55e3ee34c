import type { Caller } from '../../auth/index.ts';
import type { Fields } from './subgraph.ts';

/** The audience of a line: AGENTS lines are hidden from customers. */
export type Visibility = 'EVERYONE' | 'AGENTS';

/**
 * Adds the lines' visibility to the fields to read if a customer's selection reads part of the lines, which are then filtered by it.
 * @param path the stored path of the lines, such as `transcript`
 */
export function withVisibility(caller: Pick<Caller, 'kind'>, path: string, fields: Fields): Fields {
  const reads = Object.keys(fields);
  const whole = reads.includes(path) || !reads.some((read) => read.startsWith(`${path}.`));
  return caller.kind !== 'customer' || whole ? fields : { ...fields, [`${path}.visibility`]: 1 };
}

/** Returns the lines that the caller may see: customers do not see lines for agents. */
export const visibleTo = <Line extends { readonly visibility: Visibility }>(
  caller: Pick<Caller, 'kind'>,
  lines: readonly Line[],
): readonly Line[] =>
  caller.kind === 'customer' ? lines.filter(({ visibility }) => visibility === 'EVERYONE') : lines;
