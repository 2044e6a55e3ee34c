import { invalid } from '../../kernel/errors.ts';

/** Where somebody stands in an organisation: the names of its nodes, from the top. */
export type Path = readonly string[];

const maxLevels = 20;

/** One node's name among all: no two paths have the same. */
export const nodeOf = (path: Path): string => JSON.stringify(path);

export const pathOf = (node: string): Path => JSON.parse(node) as Path;

/** The node at which a path ends, and all above it; of one that goes deeper than can be asked for, those that can. */
export const nodesOf = (path: Path): readonly string[] =>
  path.slice(0, maxLevels).map((_, index) => nodeOf(path.slice(0, index + 1)));

export const isSamePath = (one: Path, other: Path): boolean =>
  one.length === other.length && one.every((name, index) => name === other[index]);

/** Whether a path ends at a node or below it. */
export const isWithin = (path: Path, node: Path): boolean => isSamePath(path.slice(0, node.length), node);

export function checkedNode(field: string, node: Path | null | undefined): Path | undefined {
  if (node == null) return undefined;
  if (node.length === 0 || node.length > maxLevels)
    throw invalid(field, `has ${node.length} names, and may have 1 to ${maxLevels}`);
  return node;
}
