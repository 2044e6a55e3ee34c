import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices } from '@theguild/federation-composition';
import {
  buildSchema,
  getNamedType,
  isObjectType,
  lexicographicSortSchema,
  parse,
  printSchema,
  printType,
} from 'graphql';
import { readSdl } from '../../src/domains/shared/subgraph.ts';
import { buildSubgraphSdl } from '../../src/graph/index.ts';
import { domainNames } from '../../src/config/index.ts';
import { bareGraph } from '../support/every-field.ts';

const common = readSdl('common');
/** Returns services that serve some domains each. */
const servicesOf = (subgraphs: readonly (readonly string[])[]) =>
  subgraphs.map((domains) => ({
    name: domains.join('-'),
    url: `http://127.0.0.1/${domains.join('-')}`,
    typeDefs: parse(buildSubgraphSdl(common, domains.map(readSdl))),
  }));
const each = domainNames.map((name) => [name]);
const composed = composeServices(servicesOf(each));
const publicSchema = () => buildSchema(composed.publicSdl ?? '', { assumeValidSDL: true });

interface Composed {
  readonly errors: readonly string[];
  readonly hints: readonly string[];
}

function composeWithBoth(subgraphs: readonly (readonly string[])[]): Composed {
  const services = servicesOf(subgraphs);
  const apollo = composeWithApollo(services);
  const errors = [...(composeServices(services).errors ?? []), ...(apollo.errors ?? [])];
  return {
    errors: errors.map(({ message }) => message),
    hints: (apollo.hints ?? []).map(({ definition: { code }, message }) => `${code}: ${message}`),
  };
}

/**
 * Hint of Apollo's composer that is expected. It combines the scopes of all types that implement an interface, because a router that
 * enforces scopes cannot know the type of a node in advance. Switchboard knows the type, and requires the scopes of that type only.
 */
const expectedHint =
  'MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS: Directive @requiresScopes is applied to "Node" ';

const clean = { errors: [], hints: [] };
const withoutExpectedHint = ({ errors, hints }: Composed): Composed => ({
  errors,
  hints: hints.filter((hint) => !hint.startsWith(expectedHint)),
});

test('each domain is a Federation 2 subgraph, and both composers compose them without errors', () => {
  const { errors, hints } = composeWithBoth(each);
  expect(errors).toEqual([]);
  expect(hints).toEqual([expect.stringContaining(expectedHint)]);
  expect(composed.supergraphSdl).toContain('@link(url: "https://specs.apollo.dev/join/');
});

test('both composers compose one subgraph of all domains without errors', () => {
  expect(withoutExpectedHint(composeWithBoth([domainNames]))).toEqual(clean);
});

const own = domainNames.filter((name) => name !== 'customers');

test.each(own)('the subgraph %s composes alone', (name) => {
  expect(withoutExpectedHint(composeWithBoth([[name]]))).toEqual(clean);
});

test('the customers subgraph does not compose alone, because it has no query', () => {
  const { errors } = composeWithBoth([['customers']]);
  expect(errors).toHaveLength(2);
  for (const error of errors) expect(error).toMatch(/No queries found in any subgraph/);
});

/** Round-robin pairing: each round is a graph of four subgraphs of two domains, and each pair of domains occurs once. */
const [first = '', ...others] = domainNames as readonly string[];
const rounds = others.map((_, round) => {
  const rotated = [first, ...others.slice(round), ...others.slice(0, round)];
  return [0, 1, 2, 3].map((index) => [rotated[index] ?? '', rotated[7 - index] ?? '']);
});

test('any two domains compose as one subgraph with the other subgraphs', () => {
  expect(new Set(rounds.flat().map((pair) => pair.toSorted().join())).size).toBe((8 * 7) / 2);
  for (const round of rounds)
    expect([round, composeServices(servicesOf(round)).errors ?? []]).toEqual([round, []]);
  expect(withoutExpectedHint(composeWithBoth(rounds[0] ?? []))).toEqual(clean);
});

test('both composers produce the same public schema, with the descriptions of the owners of its types', () => {
  const apollo = composeWithApollo(servicesOf(each));
  const unified = bareGraph().schema;
  // The other composer omits the descriptions of entities whose owner is not the first subgraph.
  const federated = apollo.schema?.toAPISchema().toGraphQLJSSchema();
  if (federated === undefined) throw new Error('The subgraphs do not compose.');
  const shape = (schema: typeof unified) =>
    printSchema(lexicographicSortSchema(schema))
      .replaceAll(/^ *"""[\s\S]*?"""\n/gm, '')
      .replaceAll(/^(?:directive|schema) [^\n]*(?:\n {2}[^\n]*)*\n\}?/gm, '')
      .replaceAll(' @oneOf', '');
  expect(shape(federated)).toBe(shape(publicSchema()));
  for (const type of Object.values(federated.getTypeMap())) {
    if (type.name.startsWith('__') || !isObjectType(type)) continue;
    const own = unified.getType(type.name);
    // The unified graph appends the required scopes to the description.
    expect(own?.description).toBe(type.description);
    for (const field of Object.values(type.getFields()))
      expect(isObjectType(own) && own.getFields()[field.name]?.description).toContain(field.description);
  }
});

test('the public schema of the supergraph has the fields of the unified graph', () => {
  const federated = publicSchema();
  const { schema } = bareGraph();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const other = federated.getType(type.name);
    const fields = (one: unknown) =>
      isObjectType(one)
        ? Object.values((one as typeof type).getFields())
            .map(
              ({ name, args, type: of }) =>
                `${name}(${args.map((arg) => `${arg.name}: ${String(arg.type)}`).join()}): ${String(of)}`,
            )
            .sort()
        : [];
    expect([type.name, fields(other)]).toEqual([type.name, fields(type)]);
  }
});

test('the keys of an entity are resolvable only in the subgraph that owns it', () => {
  const joins = (type: string) => {
    const definition = (composed.supergraphSdl ?? '').split(`\ntype ${type} `)[1]?.split('{')[0] ?? '';
    return [...definition.matchAll(/@join__type\(([^)]*)\)/g)].map(([, argument]) => argument);
  };
  const owned = {
    ChatTranscript: ['TRANSCRIPTS', 'id', 'transcriptId'],
    Engagement: ['ENGAGEMENTS', 'id', 'engagementId'],
    Agent: ['AGENTS', 'id', 'username'],
    Customer: ['CUSTOMERS', 'id', 'accountCustomerId'],
    Interaction: ['INTERACTIONS', 'id'],
    InteractionFlow: ['FLOWS', 'id', 'interactionUniqueId'],
    InteractionTraceRecord: ['FEEDS', 'id'],
  };
  const implementing = publicSchema().getPossibleTypes(
    getNamedType(publicSchema().getQueryType()?.getFields().node?.type) as never,
  );
  expect(implementing.map(({ name }) => name).toSorted()).toEqual(Object.keys(owned).toSorted());
  for (const [type, [owner, ...keys]] of Object.entries(owned))
    for (const key of keys) {
      const resolvable = joins(type).filter(
        (join) => join?.includes(`key: "${key}"`) === true && !join.includes('resolvable: false'),
      );
      expect(resolvable.map((join) => /graph: (\w+)/.exec(join ?? '')?.[1])).toEqual([owner]);
    }
});

test('the supergraph contains the required scopes of types and fields', () => {
  const sdl = composed.supergraphSdl ?? '';
  expect(sdl).toMatch(/type Engagement [^{]*@requiresScopes\(scopes: \[\["engagement\.view"\]\]\)/);
  expect(sdl).toMatch(
    /type ChatTranscript [^{]*@requiresScopes\(scopes: \[\["hybris\.interactionrecording_view"\]\]\)/,
  );
  expect(sdl).toMatch(/currentAgent: Agent[^\n]*@authenticated/);
  expect(printType(publicSchema().getType('Visibility') ?? never())).toContain('AGENTS');
});

function never(): never {
  throw new Error('The type is missing.');
}
