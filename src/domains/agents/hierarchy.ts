import { invalid } from '../../kernel/errors.ts';

/** Where somebody stands in an organisation: the names of its nodes, from the top. */
export type HierarchyPath = readonly string[];

const maxLevels = 20;

/** One node's name among all: no two paths have the same. */
export const nodeOf = (path: HierarchyPath): string => JSON.stringify(path);

export const pathOf = (node: string): HierarchyPath => JSON.parse(node) as HierarchyPath;

/** The node at which a path ends, and all above it; of one that goes deeper than can be asked for, those that can. */
export const nodesOf = (path: HierarchyPath): readonly string[] =>
  path.slice(0, maxLevels).map((_, index) => nodeOf(path.slice(0, index + 1)));

export const isSamePath = (one: HierarchyPath, other: HierarchyPath): boolean =>
  one.length === other.length && one.every((name, index) => name === other[index]);

/** Whether a path ends at a node or below it. */
export const isWithin = (path: HierarchyPath, node: HierarchyPath): boolean =>
  isSamePath(path.slice(0, node.length), node);

export function checkNode(field: string, node: HierarchyPath | null | undefined): HierarchyPath | undefined {
  if (node == null) return undefined;
  if (node.length === 0 || node.length > maxLevels)
    throw invalid(field, `has ${node.length} names, and may have 1 to ${maxLevels}`);
  return node;
}
