import type { GraphQLResolveInfo } from 'graphql';
import { checkCount } from '../domains/shared/input.ts';
import { referIfKnown } from '../domains/shared/subgraph.ts';
import { forbidden } from '../kernel/errors.ts';
import { toError } from '../kernel/error-message.ts';
import { parseGlobalId } from '../kernel/global-id.ts';
import type { GraphContext } from './context.ts';
import type { Annotations } from './directives.ts';
import { hasScopes } from './authorization.ts';
import { resolveReference, type Entities } from './references.ts';

/** Number of ids that `Query.nodes` accepts. */
const maxIds = 100;

/** Creates the resolvers of `Query.node` and `Query.nodes`, which read entities by global ids. The scopes of the entity's type apply. */
export function createNodeResolvers(entities: Entities, annotations: Annotations) {
  async function read(id: string, context: GraphContext, info: GraphQLResolveInfo): Promise<object | null> {
    const parsed = parseGlobalId(id);
    const entity = parsed && entities.get(parsed.type);
    if (parsed === undefined || entity === undefined) return null;
    const scopes = entity.rootScopes ?? annotations.get(entity.type)?.scopes;
    if (scopes !== undefined && !hasScopes(context.caller, scopes)) throw forbidden();
    const item = await resolveReference(entities, referIfKnown(entity.type, parsed.naturalId), context, info);
    return item === null ? null : { ...item, __typename: entity.type };
  }
  return {
    Query: {
      node: (_: unknown, { id }: { id: string }, context: GraphContext, info: GraphQLResolveInfo) =>
        read(id, context, info),
      nodes(
        _: unknown,
        { ids }: { ids: readonly string[] },
        context: GraphContext,
        info: GraphQLResolveInfo,
      ) {
        checkCount('ids', ids, 1, maxIds);
        // A failed item is an Error value, so that one failure does not affect the others.
        return Promise.all(ids.map((id) => read(id, context, info).catch(toError)));
      },
    },
    Node: { __resolveType: (item: { __typename?: string }) => item.__typename },
  };
}
