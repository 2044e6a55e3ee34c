import { visit, type ASTNode, type DocumentNode } from 'graphql';

/**
 * Leaves out how later subgraphs describe what an earlier one describes: what we say of our types is documentation, and a CRM that adds
 * a field to one must not reword it. The library itself takes the words of the subgraph whose name sorts first.
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
