import { visit, type ASTNode, type DocumentNode } from 'graphql';

/**
 * Removes descriptions that an earlier subgraph gives already. The descriptions of the local subgraph are documentation, and a subgraph
 * that adds a field to a local type must not replace them. The library itself uses the description of the subgraph whose name sorts first.
 */
export function keepFirstDescriptions<Subgraph extends { readonly typeDefs: DocumentNode }>(
  subgraphs: readonly Subgraph[],
): Subgraph[] {
  const described = new Set<string>();
  return subgraphs.map((subgraph) => {
    const own: string[] = [];
    const typeDefs = visit(subgraph.typeDefs, {
      StringValue(_, key, parent, __, ancestors) {
        if (key !== 'description') return undefined;
        const place = [...ancestors, parent].map(nameOf).join('.');
        if (described.has(place)) return null;
        own.push(place);
        return undefined;
      },
    });
    for (const place of own) described.add(place);
    return { ...subgraph, typeDefs };
  });
}

const nameOf = (node: ASTNode | readonly ASTNode[] | undefined): string =>
  node !== undefined && 'name' in node ? node.name.value : '';
