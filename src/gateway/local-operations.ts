import {
  BREAK,
  isInterfaceType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
import { argumentValue } from './composition/ast.ts';

/** Returns whether the local subgraph can answer all fields of an operation. */
export type LocalOperationCheck = (document: DocumentNode) => boolean;

/**
 * Creates the check whether an operation needs the local subgraph only.
 * @param supergraph shows which local fields another subgraph overrides
 * @param graphName name of the local subgraph in the supergraph
 * @param schema schema that clients see
 * @param local schema of the local subgraph
 */
export function createLocalOperationCheck(
  supergraph: DocumentNode,
  graphName: string,
  schema: GraphQLSchema,
  local: GraphQLSchema,
): LocalOperationCheck {
  const remoteFields = remoteFieldsOf(supergraph, graphName);
  const cache = new WeakMap<DocumentNode, boolean>();

  function isLocalField(typeName: string, fieldName: string): boolean {
    if (fieldName === '__typename') return true;
    const type = local.getType(typeName);
    if (!(isObjectType(type) || isInterfaceType(type)) || !(fieldName in type.getFields())) return false;
    // A field of an interface can be the field of any of its types.
    const types = isInterfaceType(type) ? [type, ...local.getPossibleTypes(type)] : [type];
    return !types.some(({ name }) => remoteFields.has(`${name}.${fieldName}`));
  }

  function areAllLocal(document: DocumentNode): boolean {
    let all = true;
    const types = new TypeInfo(schema);
    visit(
      document,
      visitWithTypeInfo(types, {
        Field({ name }) {
          const parent = types.getParentType();
          all &&= parent != null && isLocalField(parent.name, name.value);
          return all ? undefined : BREAK;
        },
        // The local graph cannot evaluate a condition on an unknown type.
        NamedType({ name }) {
          all &&= local.getType(name.value) !== undefined;
          return all ? undefined : BREAK;
        },
      }),
    );
    return all;
  }

  return (document) => {
    let isLocal = cache.get(document);
    if (isLocal === undefined) cache.set(document, (isLocal = areAllLocal(document)));
    return isLocal;
  };
}

/** Returns the fields that the local subgraph does not have, or that another subgraph overrides. */
function remoteFieldsOf(supergraph: DocumentNode, graphName: string): ReadonlySet<string> {
  const remoteFields = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    for (const field of definition.fields ?? [])
      if (!isServedBy(field, graphName)) remoteFields.add(`${definition.name.value}.${field.name.value}`);
  }
  return remoteFields;
}

/** Returns whether a subgraph resolves a field. A field without `@join__field` is in every subgraph that has its type. */
function isServedBy({ directives = [] }: FieldDefinitionNode, graphName: string): boolean {
  const joins = directives.filter(({ name }) => name.value === 'join__field');
  return (
    joins.length === 0 ||
    joins.some((join) => {
      const graph = argumentValue(join, 'graph');
      return (
        graph?.kind === Kind.ENUM &&
        graph.value === graphName &&
        !isTrue(argumentValue(join, 'external')) &&
        !isTrue(argumentValue(join, 'usedOverridden')) &&
        argumentValue(join, 'overrideLabel') === undefined
      );
    })
  );
}

const isTrue = (value: ConstValueNode | undefined): boolean => value?.kind === Kind.BOOLEAN && value.value;
