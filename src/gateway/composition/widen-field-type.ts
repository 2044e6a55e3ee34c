import { Kind, print, type FieldDefinitionNode, type TypeNode } from 'graphql';
import { argumentOf, namedTypeOf, text } from './ast.ts';
import { joinOf, joinsOf, withJoins, type Declaration } from './joins.ts';
import { isWithin, type SdlTypes } from './sdl-types.ts';

/**
 * Gives a field that subgraphs have with different types the one that all of theirs are within. @theguild/federation-composition 0.27.0
 * takes whichever comes first, or may be null: `book: Book` here hides the songs of `book: Media` there. And of a field of Query it does
 * not say whose type is which, so that a subgraph is asked for what it does not have.
 */
export function widenFieldType(
  field: FieldDefinitionNode,
  declarations: readonly Declaration[],
  types: SdlTypes,
): FieldDefinitionNode {
  const declared = declarations
    .filter(({ directive }) => directive('external') === undefined)
    .map((one) => one.field.type);
  const names = [...new Set(declared.map(namedTypeOf))];
  const wide = names.find((name) => names.every((one) => isWithin(types, one, name)));
  if (names.length < 2 || wide === undefined) return field;
  const joins = joinsOf(field);
  const isSaid = joins.size > 0 && [...joins.values()].every((join) => argumentOf(join, 'type'));
  const type = typeOver(declared, wide);
  if (type === undefined || (isSaid && print(type) === print(field.type))) return field;
  return withJoins(
    { ...field, type },
    declarations
      // Who has no join where others have one was overridden.
      .filter(({ graph }) => joins.size === 0 || joins.has(graph))
      .map(({ graph, field: own }) => joinOf(graph, { type: text(print(own.type)) }, joins.get(graph))),
  );
}

/** With the lists that all of them have, and null where one of them can be null. */
function typeOver(types: readonly TypeNode[], name: string): TypeNode | undefined {
  const bare = types.map((type) => (type.kind === Kind.NON_NULL_TYPE ? type.type : type));
  const items = bare.flatMap((type) => (type.kind === Kind.LIST_TYPE ? [type.type] : []));
  if (items.length > 0 && items.length < types.length) return undefined;
  const item = items.length > 0 ? typeOver(items, name) : undefined;
  if (items.length > 0 && item === undefined) return undefined;
  const type =
    item === undefined
      ? ({ kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } } as const)
      : ({ kind: Kind.LIST_TYPE, type: item } as const);
  return types.every(({ kind }) => kind === Kind.NON_NULL_TYPE) ? { kind: Kind.NON_NULL_TYPE, type } : type;
}
