import type { Subgraph } from './subgraph.ts';

/**
 * The domains that a process answers for.
 * @param chosen their names, `all` or `none`, as the settings have checked them; all, if undefined
 */
export const servedOf = <Domain extends Pick<Subgraph, 'name'>>(
  domains: readonly Domain[],
  chosen: readonly string[] = ['all'],
): readonly Domain[] =>
  chosen.includes('all') ? domains : domains.filter(({ name }) => chosen.includes(name));
