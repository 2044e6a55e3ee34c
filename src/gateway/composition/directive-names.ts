import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';
import { argumentOf, textOf } from './ast.ts';

/** What an SDL may call a directive of federation: `@link` can import each under another name, or all of them under a prefix. */
export function directiveNames(document: DocumentNode, directive: string): ReadonlySet<string> {
  const names = new Set([directive, `federation__${directive}`]);
  for (const link of federationLinks(document)) {
    const prefix = textOf(argumentOf(link, 'as'));
    if (prefix !== undefined) names.add(`${prefix}__${directive}`);
    const imports = argumentOf(link, 'import');
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
        one.name.value === 'link' && textOf(argumentOf(one, 'url'))?.includes('/federation/v') === true,
    );

const textIn = (value: ConstValueNode, name: string): string | undefined =>
  value.kind === Kind.OBJECT
    ? textOf(value.fields.find((field) => field.name.value === name)?.value)
    : undefined;
