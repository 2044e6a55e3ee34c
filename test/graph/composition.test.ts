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
import { readSdl } from '../../src/domains/shared/sdl.ts';
import { buildSubgraphSdl } from '../../src/graph/index.ts';
import { domainNames } from '../../src/config/index.ts';
import { bareGraph } from '../support/every-field.ts';

const common = readSdl('common');
/** Each of the subgraphs serves some domains. */
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
 * Of an interface Apollo asks what all that implement it ask for together, and says so: a router that looks at scopes itself cannot know
 * what a node will turn out to be. We do, and ask for that type's scopes alone. Nothing in our SDL gives `Node` scopes to be at odds with.
 */
const known = 'MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS: Directive @requiresScopes is applied to "Node" ';

const clean = { errors: [], hints: [] };
const withoutKnown = ({ errors, hints }: Composed): Composed => ({
  errors,
  hints: hints.filter((hint) => !hint.startsWith(known)),
});

test('each domain is a Federation 2 subgraph, and together they compose without a complaint of either composer', () => {
  const { errors, hints } = composeWithBoth(each);
  expect(errors).toEqual([]);
  expect(hints).toEqual([expect.stringContaining(known)]);
  expect(composed.supergraphSdl).toContain('@link(url: "https://specs.apollo.dev/join/');
});

test('all domains as one subgraph compose without a complaint of either composer', () => {
  expect(withoutKnown(composeWithBoth([domainNames]))).toEqual(clean);
});

const own = domainNames.filter((name) => name !== 'customers');

test.each(own)('the subgraph %s composes alone', (name) => {
  expect(withoutKnown(composeWithBoth([[name]]))).toEqual(clean);
});

test('customers have no query of their own: they are there for others to join', () => {
  const { errors } = composeWithBoth([['customers']]);
  expect(errors).toHaveLength(2);
  for (const error of errors) expect(error).toMatch(/No queries found in any subgraph/);
});

/** Rounds in which everybody meets everybody once: each is a graph of four subgraphs. */
const [first = '', ...others] = domainNames as readonly string[];
const rounds = others.map((_, round) => {
  const turned = [first, ...others.slice(round), ...others.slice(0, round)];
  return [0, 1, 2, 3].map((place) => [turned[place] ?? '', turned[7 - place] ?? '']);
});

test('any two domains compose as one subgraph, beside the others', () => {
  expect(new Set(rounds.flat().map((pair) => pair.toSorted().join())).size).toBe((8 * 7) / 2);
  for (const round of rounds)
    expect([round, composeServices(servicesOf(round)).errors ?? []]).toEqual([round, []]);
  expect(withoutKnown(composeWithBoth(rounds[0] ?? []))).toEqual(clean);
});

test('both composers make one public schema, in the words of those who own its types', () => {
  const apollo = composeWithApollo(servicesOf(each));
  const ours = bareGraph().schema;
  // Apollo's composer tells everything with its description; the other tells none of the entities whose owner is not the first.
  const theirs = apollo.schema?.toAPISchema().toGraphQLJSSchema();
  if (theirs === undefined) throw new Error('It does not compose.');
  const shape = (schema: typeof ours) =>
    printSchema(lexicographicSortSchema(schema))
      .replaceAll(/^ *"""[\s\S]*?"""\n/gm, '')
      .replaceAll(/^(?:directive|schema) [^\n]*(?:\n {2}[^\n]*)*\n\}?/gm, '')
      .replaceAll(' @oneOf', '');
  expect(shape(theirs)).toBe(shape(publicSchema()));
  for (const type of Object.values(theirs.getTypeMap())) {
    if (type.name.startsWith('__') || !isObjectType(type)) continue;
    const own = ours.getType(type.name);
    // What asks for scopes says so in our documentation, after the words that are common.
    expect(own?.description).toBe(type.description);
    for (const field of Object.values(type.getFields()))
      expect(isObjectType(own) && own.getFields()[field.name]?.description).toContain(field.description);
  }
});

test('what a router shows has the fields of the unified graph', () => {
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

test('an entity has its keys in the subgraph that owns it, and is a mere reference in the others', () => {
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

test('a router gets the scopes that each type and field asks for', () => {
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
