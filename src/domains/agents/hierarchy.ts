import { invalid } from '../../kernel/errors.ts';

/** The names of the organisation's nodes above an agent, from the top. */
export type HierarchyPath = readonly string[];

const maxLevels = 20;

/** Returns a string that identifies the node at the end of a path. Different paths yield different strings. */
export const nodeOf = (path: HierarchyPath): string => JSON.stringify(path);

export const pathOf = (node: string): HierarchyPath => JSON.parse(node) as HierarchyPath;

/** Returns the node at the end of a path and all nodes above it, up to the deepest level that a filter accepts. */
export const nodesOf = (path: HierarchyPath): readonly string[] =>
  path.slice(0, maxLevels).map((_, index) => nodeOf(path.slice(0, index + 1)));

export const isSamePath = (one: HierarchyPath, other: HierarchyPath): boolean =>
  one.length === other.length && one.every((name, index) => name === other[index]);

/** Returns whether a path ends at a node or below it. */
export const isWithin = (path: HierarchyPath, node: HierarchyPath): boolean =>
  isSamePath(path.slice(0, node.length), node);

export function checkNode(field: string, node: HierarchyPath | null | undefined): HierarchyPath | undefined {
  if (node == null) return undefined;
  if (node.length === 0 || node.length > maxLevels)
    throw invalid(field, `has ${node.length} names, and may have 1 to ${maxLevels}`);
  return node;
}
