import type { GraphQLResolveInfo } from 'graphql';
import { referIfKnown } from '../domains/shared/subgraph.ts';
import { forbidden } from '../kernel/errors.ts';
import { parseGlobalId } from '../kernel/global-id.ts';
import type { GraphContext } from './context.ts';
import type { Annotations } from './directives.ts';
import { hasScopes } from './authorization.ts';
import { resolveReference, type Entities } from './references.ts';

/** Creates the resolvers of `Query.node`, which reads an entity by its global id. The scopes of the entity's type apply. */
export function createNodeResolvers(entities: Entities, annotations: Annotations) {
  async function node(
    _: unknown,
    { id }: { id: string },
    context: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<object | null> {
    const parsed = parseGlobalId(id);
    const entity = parsed && entities.get(parsed.type);
    if (parsed === undefined || entity === undefined) return null;
    const scopes = entity.rootScopes ?? annotations.get(entity.type)?.scopes;
    if (scopes !== undefined && !hasScopes(context.caller, scopes)) throw forbidden();
    const item = await resolveReference(entities, referIfKnown(entity.type, parsed.naturalId), context, info);
    return item === null ? null : { ...item, __typename: entity.type };
  }
  return {
    Query: { node },
    Node: { __resolveType: (item: { __typename?: string }) => item.__typename },
  };
}
