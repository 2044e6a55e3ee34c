import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export interface FitnessRules {
  readonly ambiguous: ReadonlySet<string>;
  readonly maxFields: number;
}

/** Why the operation, with its fragments inlined, must not be compiled; nothing if it may be. */
export function unfitness(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  { ambiguous, maxFields }: FitnessRules,
): string | undefined {
  const root = schema.getRootType(operation.operation);
  if (!root) return 'its root type is missing';
  const responseNames = new Set<string>();
  let left = maxFields;

  // The compiler writes the code of an abstract type's selection once for each type that can stand there, so nesting multiplies.
  const walk = (type: GraphQLNamedType, sets: readonly SelectionSetNode[]): string | undefined => {
    for (const object of isAbstractType(type) ? schema.getPossibleTypes(type) : [type]) {
      if (!isObjectType(object)) continue;
      for (const [responseName, nodes] of fieldsByResponseName(schema, object, sets)) {
        responseNames.add(responseName);
        if ((left -= nodes.length) < 0) return 'it has too many fields';
        const name = nodes[0]?.field.name.value ?? '';
        if (ambiguous.has(`${object.name}.${name}`)) return 'two of its fields look alike to the compiler';
        const child = getNamedType(object.getFields()[name]?.type);
        if (!isCompositeType(child)) continue;
        if (nodes.length > 1 && nodes.some(({ conditional }) => conditional))
          return 'a condition leaves out one of several fields that meet';
        const reason = walk(
          child,
          nodes.flatMap(({ field }) => field.selectionSet ?? []),
        );
        if (reason !== undefined) return reason;
      }
    }
    return undefined;
  };
  return walk(root, [operation.selectionSet]) ?? unfitName(schema, responseNames);
}

interface Occurrence {
  readonly field: FieldNode;
  /** Whether a variable can leave it out. */
  readonly conditional: boolean;
}

/** The fields that an object of this type answers with, with all the places that ask for each. */
function fieldsByResponseName(
  schema: GraphQLSchema,
  object: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly Occurrence[]> {
  const found = new Map<string, Occurrence[]>();
  const collect = (set: SelectionSetNode, within: boolean): void => {
    for (const selection of set.selections) {
      const conditional = within || (selection.directives?.length ?? 0) > 0;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const occurrences = found.get(name);
        if (occurrences === undefined) found.set(name, [{ field: selection, conditional }]);
        else occurrences.push({ field: selection, conditional });
      } else if (selection.kind === Kind.INLINE_FRAGMENT && applies(schema, object, selection))
        collect(selection.selectionSet, conditional);
    }
  };
  for (const set of sets) collect(set, false);
  return found;
}

function applies(
  schema: GraphQLSchema,
  object: GraphQLObjectType,
  { typeCondition }: InlineFragmentNode,
): boolean {
  const condition = typeCondition && schema.getType(typeCondition.name.value);
  return (
    !condition || condition === object || (isAbstractType(condition) && schema.isSubType(condition, object))
  );
}

/**
 * The compiler makes names for its code by joining response names, type names and `idx<n>` with `_`, and writes response names into
 * object literals: `agent_engagement` would share a name with `engagement` under `agent`.
 */
function unfitName(schema: GraphQLSchema, names: ReadonlySet<string>): string | undefined {
  for (const name of names) {
    if (name in Object.prototype || (name.startsWith('__') && name !== '__typename'))
      return `it has the response name ${name}`;
    for (let at = name.indexOf('_', 1); at > 0; at = name.indexOf('_', at + 1)) {
      const prefix = name.slice(0, at);
      if (names.has(prefix) || schema.getType(prefix) !== undefined || /^idx\d+$/.test(prefix))
        return `the response name ${name} can be taken for a path`;
    }
  }
  return undefined;
}

/** The compiler names a resolver by type and field without a mark between: `A.bc` and `Ab.c` would share one. */
export function ambiguousResolvers(schema: GraphQLSchema): ReadonlySet<string> {
  const byName = new Map<string, string[]>();
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type))
      for (const field of Object.keys(type.getFields()))
        byName.set(type.name + field, [...(byName.get(type.name + field) ?? []), `${type.name}.${field}`]);
  return new Set([...byName.values()].filter((fields) => fields.length > 1).flat());
}
