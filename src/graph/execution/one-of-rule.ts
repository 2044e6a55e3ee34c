import {
  getNamedType,
  GraphQLError,
  isInputObjectType,
  Kind,
  type ASTVisitor,
  type ValidationContext,
  type VariableDefinitionNode,
} from 'graphql';

/**
 * The one field of a `@oneOf` input must have a value: a variable there must be declared non-null, or it could bring null past
 * validation.
 */
export function oneOfVariablesRule(context: ValidationContext): ASTVisitor {
  let definitions: readonly VariableDefinitionNode[] = [];
  return {
    OperationDefinition({ variableDefinitions = [] }) {
      definitions = variableDefinitions;
    },
    ObjectValue(node) {
      const input = context.getInputType();
      const type = input && getNamedType(input);
      if (!isInputObjectType(type) || !type.isOneOf) return;
      for (const { value, name } of node.fields) {
        if (value.kind !== Kind.VARIABLE) continue;
        const definition = definitions.find(({ variable }) => variable.name.value === value.name.value);
        if (definition && definition.type.kind !== Kind.NON_NULL_TYPE)
          context.reportError(
            new GraphQLError(
              `Variable "$${value.name.value}" must be non-null: it is the one field "${name.value}" of ${type.name}.`,
              { nodes: [value, definition] },
            ),
          );
      }
    },
  };
}
