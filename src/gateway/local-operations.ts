import {
  BREAK,
  isInterfaceType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';

/** Whether all that an operation asks for can be answered by our own domains, without the stitched graph. */
export type LocalOperationCheck = (document: DocumentNode) => boolean;

/**
 * @param supergraph composed, which knows also what other subgraphs have taken over
 * @param graphName ours, as the supergraph writes it
 * @param schema what clients see
 * @param own what our domains serve
 */
export function createLocalOperationCheck(
  supergraph: DocumentNode,
  graphName: string,
  schema: GraphQLSchema,
  own: GraphQLSchema,
): LocalOperationCheck {
  const theirs = fieldsOfOthers(supergraph, graphName);
  const known = new WeakMap<DocumentNode, boolean>();

  function isOwnField(typeName: string, fieldName: string): boolean {
    if (fieldName === '__typename') return true;
    const type = own.getType(typeName);
    if (!(isObjectType(type) || isInterfaceType(type)) || !(fieldName in type.getFields())) return false;
    // Behind an interface it may be any of its types' field.
    const types = isInterfaceType(type) ? [type, ...own.getPossibleTypes(type)] : [type];
    return !types.some(({ name }) => theirs.has(`${name}.${fieldName}`));
  }

  function look(document: DocumentNode): boolean {
    let all = true;
    const types = new TypeInfo(schema);
    visit(
      document,
      visitWithTypeInfo(types, {
        Field({ name }) {
          const parent = types.getParentType();
          all &&= parent != null && isOwnField(parent.name, name.value);
          return all ? undefined : BREAK;
        },
        // A condition on a type that only others know of is never met here, but here it cannot be checked.
        NamedType({ name }) {
          all &&= own.getType(name.value) !== undefined;
          return all ? undefined : BREAK;
        },
      }),
    );
    return all;
  }

  return (document) => {
    let ours = known.get(document);
    if (ours === undefined) known.set(document, (ours = look(document)));
    return ours;
  };
}

/** The fields that the supergraph does not let us answer: they are not ours, or another subgraph has taken them over. */
function fieldsOfOthers(supergraph: DocumentNode, graphName: string): ReadonlySet<string> {
  const theirs = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    for (const field of definition.fields ?? [])
      if (!isServedBy(field, graphName)) theirs.add(`${definition.name.value}.${field.name.value}`);
  }
  return theirs;
}

/** A field without `@join__field` is there in every subgraph that has its type. */
function isServedBy({ directives = [] }: FieldDefinitionNode, graphName: string): boolean {
  const joins = directives.filter(({ name }) => name.value === 'join__field');
  return (
    joins.length === 0 ||
    joins.some(
      (join) =>
        textOf(argument(join, 'graph')) === graphName &&
        !isTrue(argument(join, 'external')) &&
        !isTrue(argument(join, 'usedOverridden')) &&
        argument(join, 'overrideLabel') === undefined,
    )
  );
}

const argument = ({ arguments: given = [] }: ConstDirectiveNode, name: string): ValueNode | undefined =>
  given.find((one) => one.name.value === name)?.value;
const textOf = (value: ValueNode | undefined): string | undefined =>
  value !== undefined && 'value' in value && typeof value.value === 'string' ? value.value : undefined;
const isTrue = (value: ValueNode | undefined): boolean => value?.kind === Kind.BOOLEAN && value.value;
