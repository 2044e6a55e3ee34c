import { Kind, print, type FieldDefinitionNode } from 'graphql';
import { argumentOf, text } from './ast.ts';
import { joinOf, joinsOf, withJoins, type Declaration } from './joins.ts';

/**
 * Says again which subgraphs have a field of an interface only from outside, or require or provide others with it, where one of them has
 * the interface as an object. @theguild/federation-composition 0.27.0 says so only of fields that some subgraph of the interface lacks: of
 * the others the subgraph with the `@interfaceObject` is asked, for what is `@external` to it.
 */
export function joinInterfaceObjects(
  field: FieldDefinitionNode,
  declarations: readonly Declaration[],
): FieldDefinitionNode {
  if (joinsOf(field).size > 0 || !declarations.some(({ isOfObject }) => isOfObject)) return field;
  const joins = declarations.map(({ graph, field: { type }, directive }) => {
    const fieldsOf = (name: 'requires' | 'provides') => {
      const one = directive(name);
      return one && argumentOf(one, 'fields');
    };
    return joinOf(graph, {
      type: print(type) === print(field.type) ? undefined : text(print(type)),
      requires: fieldsOf('requires'),
      provides: fieldsOf('provides'),
      external: directive('external') && { kind: Kind.BOOLEAN, value: true },
    });
  });
  return joins.some(({ arguments: given = [] }) => given.length > 1) ? withJoins(field, joins) : field;
}
