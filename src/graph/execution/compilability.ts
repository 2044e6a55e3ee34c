import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { hiddenPrefix, isPlainData } from './hoist-arguments.ts';

export interface CompilabilityRules {
  /** Reasons not to compile a field, by `Type.field`. */
  readonly uncompilableFields: ReadonlyMap<string, string>;
  readonly maxCost: number;
}

/** Cost of a field with a resolver or with an abstract type, for which the compiler generates extra functions. */
const costlyField = 5;

/** Generated code nests as deep as the selection, and the compiler visits the whole subtree at each level. */
const maxDepth = 30;

/**
 * Returns the reason not to compile an operation, or undefined if it can be compiled.
 * @param operation with inlined fragments
 */
export function reasonNotToCompile(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  { uncompilableFields, maxCost }: CompilabilityRules,
): string | undefined {
  const root = schema.getRootType(operation.operation);
  if (!root) return 'its root type is missing';
  const variable = operation.variableDefinitions?.find(({ variable: { name } }) =>
    name.value.startsWith(hiddenPrefix),
  );
  if (variable) return `it has the variable ${variable.variable.name.value}`;
  const responseNames = new Set<string>();
  const typeNames = new Set<string>();
  let left = maxCost;

  // The compiler generates the selection of an abstract type once for each possible type, so nested abstract types multiply the cost.
  const walk = (
    type: GraphQLNamedType,
    sets: readonly SelectionSetNode[],
    depth: number,
  ): string | undefined => {
    if (depth > maxDepth) return 'it is too deep';
    for (const object of isAbstractType(type) ? schema.getPossibleTypes(type) : [type]) {
      if (!isObjectType(object)) continue;
      if (object !== type) typeNames.add(object.name);
      if (object.isTypeOf) return `${object.name} has an isTypeOf function`;
      const fields = fieldsByResponseName(schema, object, sets);
      // Compiled code runs later mutations after an error that nulls the whole result, and hangs if it cannot call a field.
      if (depth === 0 && operation.operation === OperationTypeNode.MUTATION && fields.size > 1)
        return 'it has several mutations';
      for (const [responseName, nodes] of fields) {
        responseNames.add(responseName);
        const name = nodes[0]?.field.name.value ?? '';
        if (name.startsWith('__') && name !== '__typename') return 'it selects the schema';
        const reason = uncompilableFields.get(`${object.name}.${name}`);
        if (reason !== undefined) return reason;
        const field = object.getFields()[name];
        const child = getNamedType(field?.type);
        left -= nodes.length + (field?.resolve || isAbstractType(child) ? costlyField - 1 : 0);
        if (left < 0) return 'compiling it would take too long';
        if (!isCompositeType(child)) continue;
        if (nodes.length > 1 && nodes.some(({ conditional }) => conditional))
          return 'one of several merged fields has a condition';
        const inner = walk(
          child,
          nodes.flatMap(({ field: node }) => node.selectionSet ?? []),
          depth + 1,
        );
        if (inner !== undefined) return inner;
      }
    }
    return undefined;
  };
  return walk(root, [operation.selectionSet], 0) ?? ambiguousName(schema, responseNames, typeNames);
}

interface Occurrence {
  readonly field: FieldNode;
  /** Whether a variable can exclude it. */
  readonly conditional: boolean;
}

/** Returns the selected fields of an object type by response name, with all occurrences of each. */
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
 * Returns the reason if a name is ambiguous in generated code. The compiler names functions by joining response names, type names and
 * `idx<n>` with `_`, so `agent_engagement` gets the name of `engagement` under `agent`. It also writes response names into object literals.
 */
function ambiguousName(
  schema: GraphQLSchema,
  responseNames: ReadonlySet<string>,
  typeNames: ReadonlySet<string>,
): string | undefined {
  for (const name of responseNames)
    if (name in Object.prototype || (name.startsWith('__') && name !== '__typename'))
      return `the response name ${name} is a property of every object`;
  for (const name of [...responseNames, ...typeNames])
    for (let at = name.indexOf('_', 1); at > 0; at = name.indexOf('_', at + 1)) {
      const prefix = name.slice(0, at);
      if (responseNames.has(prefix) || schema.getType(prefix) !== undefined || /^idx\d+$/.test(prefix))
        return `the name ${name} has the form of a path`;
    }
  return undefined;
}

/** Returns the fields of the schema that no operation can be compiled with, and the reasons. */
export function uncompilableFields(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (field.args.some(({ defaultValue }) => defaultValue !== undefined && !isPlainData(defaultValue)))
        reasons.set(coordinate, `${coordinate} has a default value that cannot be written as code`);
      // The compiler names a resolver by type and field without a separator: `A.bc` and `Ab.c` would share one.
      const name = type.name + field.name;
      const other = byName.get(name);
      byName.set(name, coordinate);
      if (other === undefined) continue;
      for (const one of [coordinate, other])
        reasons.set(one, `${coordinate} and ${other} have the same name in generated code`);
    }
  }
  return reasons;
}
