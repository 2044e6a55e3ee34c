import { composeServices as composeAsApollo } from '@apollo/composition';
import { composeServices } from '@theguild/federation-composition';
import { Kind, parse, print, type DocumentNode } from 'graphql';
import { composeSupergraph } from '../../../src/gateway/index.ts';

const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.3"
  import: ["@key", "@shareable", "@override", "@external", "@requires", "@provides", "@interfaceObject"]
)`;

/** SDLs by subgraph name, without the import of federation's directives, which is added to each. */
export type Sdls = Readonly<Record<string, string>>;

const servicesOf = (sdls: Sdls) =>
  Object.entries(sdls).map(([name, sdl]) => {
    const whole = sdl.includes('@link') ? sdl : `${link}\n${sdl}`;
    return { name, url: `http://${name}.example`, sdl: whole, typeDefs: parse(whole) };
  });

export const composed = (sdls: Sdls): string => composeSupergraph(servicesOf(sdls));
/** Composes with the library, without the repairs. Returns the supergraph or the errors. */
export const byLibrary = (sdls: Sdls): string => toText(composeServices(servicesOf(sdls)));
/** Composes with the reference implementation. Returns the supergraph or the errors. */
export const byApollo = (sdls: Sdls): string => toText(composeAsApollo(servicesOf(sdls)));

const toText = (result: {
  readonly supergraphSdl?: string | undefined;
  readonly errors?: readonly Error[] | undefined;
}): string => result.supergraphSdl ?? (result.errors ?? []).map(({ message }) => message).join('\n');

/** Prints a field of a supergraph, such as `m: Media @join__field(graph: A, type: "Book")`, with sorted arguments. */
export function fieldIn(supergraph: string, type: string, field: string): string {
  const found = fieldsOf(parse(supergraph), type).find(({ name }) => name.value === field);
  if (found === undefined) throw new Error(`There is no ${type}.${field}.`);
  const directives = (found.directives ?? []).map((directive) => ({
    ...directive,
    arguments: (directive.arguments ?? []).toSorted((one, other) =>
      one.name.value.localeCompare(other.name.value),
    ),
  }));
  return print({ ...found, directives });
}

const fieldsOf = ({ definitions }: DocumentNode, type: string) =>
  definitions.flatMap((node) =>
    (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
    node.name.value === type
      ? (node.fields ?? [])
      : [],
  );
