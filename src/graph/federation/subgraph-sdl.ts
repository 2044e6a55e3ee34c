import {
  isTypeDefinitionNode,
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { isObjectTypeDefinition, isEntityStub } from '../merge-sdl.ts';

/**
 * Merges the SDLs of several domains into the SDL of one subgraph, with federation's directives. A stub is omitted if its owner is among
 * the domains; several stubs of one entity become one. Stubs have no descriptions: composers take the description that most subgraphs have,
 * and the owner's description must win.
 * @param common SDL of the types that all subgraphs share; unused types are omitted
 * @param publishScopes whether fields have `@authenticated` and `@requiresScopes`, for a router that enforces them. Types never have them:
 * composition would combine the scopes of all types on `Node`. The subgraphs enforce all scopes in either case.
 */
export function buildSubgraphSdl(common: string, sdls: readonly string[], publishScopes = false): string {
  const own = sdls.flatMap(definitionsOf);
  const definitions = [...usedOf(definitionsOf(common), own), ...own];
  const owned = new Set(
    definitions.flatMap((definition) =>
      isObjectTypeDefinition(definition) && !isEntityStub(definition) ? [definition.name.value] : [],
    ),
  );
  const joined = new Map<string, ObjectTypeDefinitionNode>();
  const others: DefinitionNode[] = [];
  for (const definition of definitions) {
    if (!isObjectTypeDefinition(definition)) {
      others.push(definition);
      continue;
    }
    const name = definition.name.value;
    if (isEntityStub(definition) && owned.has(name)) continue;
    const stated = isEntityStub(definition) ? undescribed(definition) : definition;
    const known = joined.get(name);
    joined.set(name, known === undefined ? stated : mergeTypes(known, stated));
  }
  if (others.some(isOneOf)) others.unshift(oneOf);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...others, ...joined.values()] };
  return print(publishScopes ? withoutTypeScopes(document) : withoutScopes(document));
}

const scopeDirectives = new Set(['authenticated', 'requiresScopes']);

const withoutScopes = (document: DocumentNode): DocumentNode =>
  visit(document, {
    Directive: ({ name }) => (scopeDirectives.has(name.value) ? null : undefined),
    // The names in the import list of `@link`.
    StringValue: ({ value }) =>
      value.startsWith('@') && scopeDirectives.has(value.slice(1)) ? null : undefined,
  });

const withoutTypeScopes = (document: DocumentNode): DocumentNode =>
  visit(document, {
    ObjectTypeDefinition: (node) => ({
      ...node,
      directives: node.directives?.filter(({ name }) => !scopeDirectives.has(name.value)),
    }),
  });

const definitionsOf = (sdl: string): readonly DefinitionNode[] =>
  parse(sdl, { noLocation: true }).definitions;

/** Returns the common definitions that the domains use. Composers complain about unused ones. */
function usedOf(
  common: readonly DefinitionNode[],
  domains: readonly DefinitionNode[],
): readonly DefinitionNode[] {
  const used = new Set<DefinitionNode>();
  const use = (definition: DefinitionNode) => {
    visit(definition, {
      NamedType({ name }) {
        const found = common.find((one) => isTypeDefinitionNode(one) && one.name.value === name.value);
        if (found === undefined || used.has(found)) return;
        used.add(found);
        use(found);
      },
    });
  };
  domains.forEach(use);
  return common.filter((definition) => !isTypeDefinitionNode(definition) || used.has(definition));
}

const isOneOf = (definition: DefinitionNode): boolean =>
  definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION &&
  definition.directives?.some(({ name }) => name.value === 'oneOf') === true;

/** Definition of the built-in directive, which Apollo's composer requires. */
const [oneOf] = parse('directive @oneOf on INPUT_OBJECT', { noLocation: true }).definitions as [
  DefinitionNode,
];

const undescribed = (definition: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode =>
  visit(definition, {
    ObjectTypeDefinition: (node) => ({ ...node, description: undefined }),
    FieldDefinition: (node) => ({ ...node, description: undefined }),
  });

/** Merges the root types of two domains, or two stubs of one entity. */
const mergeTypes = (
  one: ObjectTypeDefinitionNode,
  other: ObjectTypeDefinitionNode,
): ObjectTypeDefinitionNode => ({
  ...one,
  interfaces: unique([...(one.interfaces ?? []), ...(other.interfaces ?? [])], ({ name }) => name.value),
  directives: unique<ConstDirectiveNode>([...(one.directives ?? []), ...(other.directives ?? [])], print),
  fields: unique([...(one.fields ?? []), ...(other.fields ?? [])], ({ name }) => name.value),
});

const unique = <Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly Item[] =>
  [...new Map(items.toReversed().map((item) => [nameOf(item), item])).values()].toReversed();
