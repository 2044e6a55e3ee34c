import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import {
  argumentNode,
  argumentValue,
  mapFields,
  mapPreservingIdentity,
  namedTypeName,
  stringNode,
  stringValue,
  directiveNames,
} from './ast.ts';
import { isSubtype, possibleObjectTypes, readSdlTypes, type SdlTypes } from './sdl-types.ts';

/**
 * Replaces fragments on interfaces and unions in `@requires` by fragments on their object types. The satisfiability check of
 * @theguild/federation-composition 0.27.0 does not support a fragment on an interface within another interface, and rejects it with "cannot
 * satisfy
 * @require conditions", although routers can resolve it.
 */
export function expandRequires(document: DocumentNode): DocumentNode {
  const requires = directiveNames(document, 'requires');
  let types: SdlTypes | undefined;
  return mapFields(document, (field, { name: parent }) => {
    if (field.directives === undefined) return field;
    const directives = mapPreservingIdentity(field.directives, (directive) =>
      requires.has(directive.name.value) &&
      stringValue(argumentValue(directive, 'fields'))?.includes('...') === true
        ? expandDirective(directive, (types ??= readSdlTypes(document)), parent.value)
        : directive,
    );
    return directives === field.directives ? field : { ...field, directives };
  });
}

function expandDirective(directive: ConstDirectiveNode, types: SdlTypes, parent: string): ConstDirectiveNode {
  const required = selectionsIn(stringValue(argumentValue(directive, 'fields')) ?? '');
  if (required === undefined || !hasAbstractFragment(required, types)) return directive;
  const value = print(expand(required, types, parent))
    .replace(/\s+/g, ' ')
    .slice(1, -1)
    .trim();
  return { ...directive, arguments: [argumentNode('fields', stringNode(value))] };
}

/** @returns undefined if the fields do not parse. The library then reports the error. */
function selectionsIn(fields: string): SelectionSetNode | undefined {
  try {
    const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
    return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
  } catch {
    return undefined;
  }
}

function hasAbstractFragment(selections: SelectionSetNode, types: SdlTypes): boolean {
  let has = false;
  visit(selections, {
    InlineFragment({ typeCondition }) {
      has ||= types.get(typeCondition?.name.value ?? '')?.isObject === false;
    },
  });
  return has;
}

const expand = (set: SelectionSetNode, types: SdlTypes, parent: string): SelectionSetNode => ({
  ...set,
  selections: set.selections.flatMap((one) => expandSelection(one, types, parent)),
});

function expandSelection(
  selection: SelectionNode,
  types: SdlTypes,
  parent: string,
): readonly SelectionNode[] {
  if (selection.kind === Kind.INLINE_FRAGMENT) return expandFragment(selection, types, parent);
  const field = types.get(parent)?.fields.get(selection.name.value);
  if (selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined || field === undefined)
    return [selection];
  const selectionSet = expand(selection.selectionSet, types, namedTypeName(field.type));
  // No fragment applies. The library reports the error of the unchanged selection.
  return [selectionSet.selections.length === 0 ? selection : { ...selection, selectionSet }];
}

function expandFragment(
  fragment: InlineFragmentNode,
  types: SdlTypes,
  parent: string,
): readonly SelectionNode[] {
  const condition = fragment.typeCondition?.name.value ?? parent;
  if (!types.has(condition)) return [fragment];
  if (isSubtype(types, parent, condition)) return expand(fragment.selectionSet, types, parent).selections;
  const possible = possibleObjectTypes(types, parent);
  return possibleObjectTypes(types, condition)
    .filter((name) => possible.includes(name))
    .map((name): InlineFragmentNode => ({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
      selectionSet: expand(fragment.selectionSet, types, name),
    }))
    .filter(({ selectionSet }) => selectionSet.selections.length > 0);
}
