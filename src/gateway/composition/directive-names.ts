import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';
import { argumentValue, stringValue } from './ast.ts';

/** Returns the names of a federation directive in an SDL. `@link` can import it under another name, or all directives under a prefix. */
export function directiveNames(document: DocumentNode, directive: string): ReadonlySet<string> {
  const names = new Set([directive, `federation__${directive}`]);
  for (const link of federationLinks(document)) {
    const prefix = stringValue(argumentValue(link, 'as'));
    if (prefix !== undefined) names.add(`${prefix}__${directive}`);
    const imports = argumentValue(link, 'import');
    for (const one of imports?.kind === Kind.LIST ? imports.values : []) {
      const name = textIn(one, 'as');
      if (name !== undefined && textIn(one, 'name') === `@${directive}`) names.add(name.slice(1));
    }
  }
  return names;
}

const federationLinks = ({ definitions }: DocumentNode): readonly ConstDirectiveNode[] =>
  definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
        ? (node.directives ?? [])
        : [],
    )
    .filter(
      (one) =>
        one.name.value === 'link' &&
        stringValue(argumentValue(one, 'url'))?.includes('/federation/v') === true,
    );

const textIn = (value: ConstValueNode, name: string): string | undefined =>
  value.kind === Kind.OBJECT
    ? stringValue(value.fields.find((field) => field.name.value === name)?.value)
    : undefined;
