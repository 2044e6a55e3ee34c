import {
  getVariableValues,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  valueFromASTUntyped,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';

/** Written into an operation, what is no value of a scalar of ours is refused as it is without the others. */
export function checkLiterals(schema: GraphQLSchema, own: GraphQLSchema): void {
  for (const scalar of Object.values(schema.getTypeMap())) {
    const ours = own.getType(scalar.name);
    if (!isScalarType(scalar) || !isScalarType(ours) || isSpecifiedScalarType(scalar)) continue;
    // What goes to the subgraphs stays as it came.
    scalar.parseLiteral = (node, variables) => {
      ours.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    };
  }
}

/**
 * The same of variables, before anybody is asked anything. The stitched schema itself lets all values of scalars pass: it reads with them
 * what subgraphs answer, too.
 */
export function faultsOf(
  variables: Readonly<Record<string, unknown>>,
  { variableDefinitions = [] }: OperationDefinitionNode,
  own: GraphQLSchema,
): readonly GraphQLError[] | undefined {
  const known = variableDefinitions.filter(({ type }) => own.getType(nameOf(type)) !== undefined);
  return getVariableValues(own, known, variables, { maxErrors: maxFaults }).errors;
}

const maxFaults = 50;

const nameOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
