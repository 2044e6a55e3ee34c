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
  /** Why fields must not be compiled, by `Type.field`. */
  readonly uncompilableFields: ReadonlyMap<string, string>;
  readonly maxCost: number;
}

/** A field with a resolver or of an abstract type is compiled with functions of its own. */
const costlyField = 5;

/** The code of deep selections nests as deep, and the compiler goes over all that is below at each step. */
const maxDepth = 30;

/** Why the operation, with its fragments inlined, must not be compiled; nothing if it may be. */
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

  // The compiler writes the code of an abstract type's selection once for each type that can stand there, so nesting multiplies.
  const walk = (
    type: GraphQLNamedType,
    sets: readonly SelectionSetNode[],
    depth: number,
  ): string | undefined => {
    if (depth > maxDepth) return 'it is too deep';
    for (const object of isAbstractType(type) ? schema.getPossibleTypes(type) : [type]) {
      if (!isObjectType(object)) continue;
      if (object !== type) typeNames.add(object.name);
      if (object.isTypeOf) return `${object.name} has a test of its own`;
      const fields = fieldsByResponseName(schema, object, sets);
      // Compiled code would go on after a failure that ends it all, and stop for good at a field that it cannot call.
      if (depth === 0 && operation.operation === OperationTypeNode.MUTATION && fields.size > 1)
        return 'it is several mutations';
      for (const [responseName, nodes] of fields) {
        responseNames.add(responseName);
        const name = nodes[0]?.field.name.value ?? '';
        if (name.startsWith('__') && name !== '__typename') return 'it asks for the schema';
        const reason = uncompilableFields.get(`${object.name}.${name}`);
        if (reason !== undefined) return reason;
        const field = object.getFields()[name];
        const child = getNamedType(field?.type);
        left -= nodes.length + (field?.resolve || isAbstractType(child) ? costlyField - 1 : 0);
        if (left < 0) return 'compiling it would take too long';
        if (!isCompositeType(child)) continue;
        if (nodes.length > 1 && nodes.some(({ conditional }) => conditional))
          return 'a condition leaves out one of several fields that meet';
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
  return walk(root, [operation.selectionSet], 0) ?? unfitName(schema, responseNames, typeNames);
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
function unfitName(
  schema: GraphQLSchema,
  responseNames: ReadonlySet<string>,
  typeNames: ReadonlySet<string>,
): string | undefined {
  for (const name of responseNames)
    if (name in Object.prototype || (name.startsWith('__') && name !== '__typename'))
      return `it has the response name ${name}`;
  for (const name of [...responseNames, ...typeNames])
    for (let at = name.indexOf('_', 1); at > 0; at = name.indexOf('_', at + 1)) {
      const prefix = name.slice(0, at);
      if (responseNames.has(prefix) || schema.getType(prefix) !== undefined || /^idx\d+$/.test(prefix))
        return `the name ${name} can be taken for a path`;
    }
  return undefined;
}

/** The fields of the schema with which the compiler cannot deal, in whatever operation they are. */
export function uncompilableFields(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const unfit = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (field.args.some(({ defaultValue }) => defaultValue !== undefined && !isPlainData(defaultValue)))
        unfit.set(coordinate, `${coordinate} has a default that cannot be written as code`);
      // A resolver is named by type and field without a mark between: `A.bc` and `Ab.c` would share one.
      const name = type.name + field.name;
      const other = byName.get(name);
      byName.set(name, coordinate);
      if (other === undefined) continue;
      for (const alike of [coordinate, other]) unfit.set(alike, `${coordinate} and ${other} look alike`);
    }
  }
  return unfit;
}
