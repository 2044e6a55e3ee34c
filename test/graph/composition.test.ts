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
const servicesOf = (subgraphs: readonly (readonly string[])[], publishScopes = false) =>
  subgraphs.map((domains) => ({
    name: domains.join('-'),
    url: `http://127.0.0.1/${domains.join('-')}`,
    typeDefs: parse(buildSubgraphSdl(common, domains.map(readSdl), publishScopes)),
  }));
const each = domainNames.map((name) => [name]);
const composed = composeServices(servicesOf(each));
const publicSchema = () => buildSchema(composed.publicSdl ?? '', { assumeValidSDL: true });

interface Composed {
  readonly errors: readonly string[];
  readonly hints: readonly string[];
}

function composeWithBoth(subgraphs: readonly (readonly string[])[], publishScopes = false): Composed {
  const services = servicesOf(subgraphs, publishScopes);
  const apollo = composeWithApollo(services);
  const errors = [...(composeServices(services).errors ?? []), ...(apollo.errors ?? [])];
  return {
    errors: errors.map(({ message }) => message),
    hints: (apollo.hints ?? []).map(({ definition: { code }, message }) => `${code}: ${message}`),
  };
}

const clean = { errors: [], hints: [] };

test('each domain is a Federation 2 subgraph, and both composers compose them without errors and hints', () => {
  expect(composeWithBoth(each)).toEqual(clean);
  expect(composeWithBoth(each, true)).toEqual(clean);
  expect(composed.supergraphSdl).toContain('@link(url: "https://specs.apollo.dev/join/');
});

test('both composers compose one subgraph of all domains without errors', () => {
  expect(composeWithBoth([domainNames])).toEqual(clean);
});

const own = domainNames.filter((name) => name !== 'customers');

test.each(own)('the subgraph %s composes alone', (name) => {
  expect(composeWithBoth([[name]])).toEqual(clean);
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
  expect(composeWithBoth(rounds[0] ?? [])).toEqual(clean);
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
    FeedEvent: ['FEEDS', 'id'],
    DeadLetter: ['FEEDS', 'id'],
    AgentStateChange: ['AGENTS', 'id'],
    ChatMessage: ['INTERACTIONS', 'id'],
    ParticipantJoined: ['INTERACTIONS', 'id'],
    ParticipantLeft: ['INTERACTIONS', 'id'],
    StatusChanged: ['INTERACTIONS', 'id'],
    OwnerChanged: ['INTERACTIONS', 'id'],
    AttachedDataChanged: ['INTERACTIONS', 'id'],
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

test('W31 the published schema has no scopes, and on request it has those of fields, never those of types', () => {
  expect(composed.supergraphSdl).not.toMatch(/@authenticated|@requiresScopes|for: SECURITY/);
  const withScopes = composeServices(servicesOf(each, true)).supergraphSdl ?? '';
  expect(withScopes).toMatch(/currentAgent: Agent[^\n]*@authenticated/);
  expect(withScopes).toMatch(/engagement\([^)]*\): Engagement[^\n]*@requiresScopes/);
  expect(withScopes).not.toMatch(/^(?:type|interface) [^{]*(?:@authenticated|@requiresScopes)/m);
  expect(printType(publicSchema().getType('Visibility') ?? never())).toContain('AGENTS');
});

function never(): never {
  throw new Error('The type is missing.');
}
