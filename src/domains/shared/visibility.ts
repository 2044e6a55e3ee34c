import type { Caller } from '../../auth/index.ts';
import type { Fields } from './subgraph.ts';

/**
 * A customer's view leaves out the lines for agents, so whenever anything of the lines is read for one, their visibility is read too.
 * @param path where the lines are stored, such as `transcript`
 */
export function withVisibility(caller: Pick<Caller, 'kind'>, path: string, fields: Fields): Fields {
  const reads = Object.keys(fields);
  const whole = reads.includes(path) || !reads.some((read) => read.startsWith(`${path}.`));
  return caller.kind !== 'customer' || whole ? fields : { ...fields, [`${path}.visibility`]: 1 };
}

/** What the caller may see of the lines of a conversation: a line for agents never reaches a customer. */
export const visibleTo = <Line extends { readonly visibility: 'EVERYONE' | 'AGENTS' }>(
  caller: Pick<Caller, 'kind'>,
  lines: readonly Line[],
): readonly Line[] =>
  caller.kind === 'customer' ? lines.filter(({ visibility }) => visibility === 'EVERYONE') : lines;
