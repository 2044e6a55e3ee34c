import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type GraphQLNamedType,
  type GraphQLSchema,
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
  let reason: string | undefined;

  // The compiler writes the code of an abstract type's selection once for each type that can stand there, so nesting multiplies.
  const walk = (type: GraphQLNamedType, sets: readonly SelectionSetNode[]): void => {
    if (reason !== undefined) return;
    const concrete = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    for (const object of concrete)
      for (const set of sets)
        for (const selection of set.selections) {
          if (reason !== undefined) return;
          if (left-- <= 0) {
            reason = 'it has too many fields';
            return;
          }
          if (selection.kind === Kind.INLINE_FRAGMENT) {
            const condition = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
            if (
              !condition ||
              condition === object ||
              (isAbstractType(condition) && isObjectType(object) && schema.isSubType(condition, object))
            )
              walk(object, [selection.selectionSet]);
            continue;
          }
          if (selection.kind !== Kind.FIELD) continue;
          responseNames.add((selection.alias ?? selection.name).value);
          if (ambiguous.has(`${object.name}.${selection.name.value}`))
            reason = 'two of its fields look alike to the compiler';
          const field = isObjectType(object) ? object.getFields()[selection.name.value] : undefined;
          const child = field && getNamedType(field.type);
          if (child && isCompositeType(child) && selection.selectionSet)
            walk(child, [selection.selectionSet]);
        }
  };
  walk(root, [operation.selectionSet]);
  return reason ?? unfitName(schema, responseNames);
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
