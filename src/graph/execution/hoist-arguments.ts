import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  type ArgumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

export interface HoistedOperation {
  /** Operation whose arguments contain no literals except numbers, booleans and null. */
  readonly operation: OperationDefinitionNode;
  /** Names of the added variables. */
  readonly hidden: readonly string[];
  /** Returns the field node as in the document. */
  readonly written: (field: FieldNode) => FieldNode;
  /**
   * Returns the variables of the compiled operation.
   * @param variables coerced
   * @returns undefined if an argument is invalid. graphql-js then reports the error.
   */
  readonly inputs: (variables: Values) => Values | undefined;
}

/**
 * Replaces each literal argument with a hidden variable, whose value graphql-js computes. The compiler would write literals into its code
 * as JSON. Scalars with values that JSON cannot represent are lost there, and an input field whose variable is absent becomes null instead
 * of its default. Worst, a string that begins with the compiler's marker for dates becomes *code*, so any client could execute code in this
 * process.
 * @param inlined an operation without fragment spreads
 */
export function hoistArguments(schema: GraphQLSchema, inlined: OperationDefinitionNode): HoistedOperation {
  const written = new Map<FieldNode, FieldNode>();
  const constants: Record<string, unknown> = {};
  const computed: { readonly name: string; readonly value: (variables: Values) => unknown }[] = [];
  const hidden: string[] = [];
  const nullable = new Set(
    inlined.variableDefinitions
      ?.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
      .map(({ variable }) => variable.name.value),
  );
  const requiredNow = new Set<string>();

  const copySet = (parent: GraphQLNamedType | undefined, set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((selection) => copy(parent, selection)),
  });
  const copy = (parent: GraphQLNamedType | undefined, selection: SelectionNode): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('A fragment has not been inlined.');
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const { typeCondition, selectionSet } = selection;
      const type = typeCondition === undefined ? parent : schema.getType(typeCondition.name.value);
      return { ...selection, selectionSet: copySet(type, selectionSet) };
    }
    const field = fieldOf(parent, selection.name.value);
    const copied: FieldNode = {
      ...selection,
      ...(selection.arguments && {
        arguments: selection.arguments.map((argument) => hoist(field, selection, argument)),
      }),
      ...(selection.selectionSet && {
        selectionSet: copySet(field && getNamedType(field.type), selection.selectionSet),
      }),
    };
    written.set(copied, selection);
    return copied;
  };
  const hoist = (
    field: GraphQLField<unknown, unknown> | undefined,
    node: FieldNode,
    argument: ArgumentNode,
  ): ArgumentNode => {
    const definition = field?.args.find(({ name }) => name === argument.name.value);
    if (field === undefined || definition === undefined)
      throw new Error(`A valid document has no argument ${argument.name.value} there.`);
    if (argument.value.kind === Kind.VARIABLE) {
      const variable = argument.value.name.value;
      if (isNonNullType(definition.type) && nullable.has(variable)) requiredNow.add(variable);
      return argument;
    }
    if (isHarmless(definition, argument)) return argument;

    const name = `${hiddenPrefix}${hidden.length}`;
    hidden.push(name);
    const value = (variables: Values): unknown =>
      getArgumentValues({ ...field, args: [definition] }, { ...node, arguments: [argument] }, variables)[
        definition.name
      ];
    // Objects are created for each execution, as in graphql-js, because a resolver may write into them.
    const constant = dependsOnRun(argument) ? undefined : value({});
    if (constant !== undefined && typeof constant !== 'object') constants[name] = constant;
    else computed.push({ name, value });
    return {
      ...argument,
      value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    };
  };

  const operation: OperationDefinitionNode = {
    ...inlined,
    selectionSet: copySet(schema.getRootType(inlined.operation) ?? undefined, inlined.selectionSet),
  };
  return {
    operation,
    hidden,
    written: (field) => written.get(field) ?? field,
    inputs(variables) {
      for (const name of requiredNow) if (variables[name] === null) return undefined;
      if (hidden.length === 0) return variables;
      const inputs: Record<string, unknown> = { ...constants, ...variables };
      try {
        for (const { name, value } of computed) inputs[name] = value(variables);
      } catch {
        return undefined;
      }
      return inputs;
    },
  };
}

/** Prefix of hidden variables. An operation with variables of this prefix is not compiled. */
export const hiddenPrefix = '__';

function fieldOf(
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** Returns whether the compiler writes the literal into its code correctly, so that it needs no variable. */
function isHarmless({ type }: GraphQLArgument, { value }: ArgumentNode): boolean {
  const isPlain = value.kind === Kind.INT || value.kind === Kind.BOOLEAN || value.kind === Kind.NULL;
  return isPlain && isSpecifiedScalarType(getNullableType(type) as GraphQLNamedType);
}

function dependsOnRun({ value }: ArgumentNode): boolean {
  return value.kind === Kind.LIST || value.kind === Kind.OBJECT;
}

/** Returns whether the compiler can write a default value of the schema into its code. */
export function isPlainData(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('__MAGIC_');
  if (Array.isArray(value)) return value.every(isPlainData);
  if (typeof value !== 'object' || value === null)
    return value === null || typeof value === 'boolean' || Number.isFinite(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === null || prototype === Object.prototype) && Object.values(value).every(isPlainData);
}
