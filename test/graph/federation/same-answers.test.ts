import { domainNames } from '../../../src/config/index.ts';
import { readSdl } from '../../../src/domains/shared/subgraph.ts';
import { buildSubgraph } from '../../../src/graph/index.ts';
import { everyField } from '../../support/every-field.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { openSampleData, principals, type Sample, type SampleData } from './sample-data.ts';

// A caller sees the same of an entity in the unified graph and through `_entities` of a subgraph.

const unlimited = { MAX_COST: '1000000', MAX_TOKENS: '100000', MAX_DEPTH: '30', MAX_ALIASES: '1000' };
const bare = domainNames.map((name) => ({ name, typeDefs: readSdl(name), resolvers: {}, entities: [] }));

let sampleData: SampleData;
beforeAll(async () => {
  sampleData = await openSampleData(import.meta.url, unlimited);
});
afterAll(() => sampleData.harness.stop());

type Json = Record<string, unknown>;

/** Returns a selection of all fields for each type in a subgraph. */
function selectionsOf(domains: readonly string[], types: readonly string[]): ReadonlyMap<string, string> {
  const served = bare.filter(({ name }) => domains.includes(name));
  const { schema } = buildSubgraph(readSdl('common'), bare, served);
  return new Map(types.map((type) => [type, `{ __typename ... on ${type} ${everyField(schema, type)} }`]));
}

describe.each([
  ['all', 'compiled', [...domainNames]],
  ['all', 'interpreted', [...domainNames]],
  ['transcripts,flows,customers', 'compiled', ['transcripts', 'flows', 'customers']],
  ['engagements,agents', 'compiled', ['engagements', 'agents']],
  ['interactions,feeds', 'compiled', ['interactions', 'feeds']],
])('of %s, %s', (DOMAINS, GRAPH_ENGINE, domains) => {
  const owners: Readonly<Record<string, string>> = {
    ChatTranscript: 'transcripts',
    Engagement: 'engagements',
    Agent: 'agents',
    InteractionTraceRecord: 'feeds',
    InteractionFlow: 'flows',
    Interaction: 'interactions',
    Customer: 'customers',
  };
  const types = Object.keys(owners).filter((type) => domains.includes((owners[type] ?? '') as never));
  const selections = selectionsOf(domains, types);
  let subgraph: TestServer;
  beforeAll(async () => {
    subgraph = await startTestServer(import.meta.url, { ...unlimited, DOMAINS, GRAPH_ENGINE });
  });
  afterAll(() => subgraph.stop());
  const samples = () => sampleData.samples.filter(({ type }) => types.includes(type));

  async function unified(token: string): Promise<readonly unknown[]> {
    const { body } = await sampleData.harness.server.send(
      `query { ${samples()
        .map(({ id, type }, index) => `n${index}x: node(id: "${id}") ${selections.get(type) ?? ''}`)
        .join(' ')} }`,
      { token },
    );
    return samples().map((_, index) => body.data?.[`n${index}x`] ?? null);
  }

  async function entities(token: string, keysOf: (sample: Sample) => Json): Promise<readonly unknown[]> {
    const { body } = await subgraph.send(
      `query (${types.map((type) => `$${type}: [_Any!]!`).join(' ')}) {
        ${types.map((type) => `of${type}: _entities(representations: $${type}) ${selections.get(type) ?? ''}`).join('\n')}
      }`,
      {
        token,
        variables: Object.fromEntries(
          types.map((type) => [
            type,
            samples().flatMap((sample) =>
              sample.type === type ? [{ __typename: type, ...keysOf(sample) }] : [],
            ),
          ]),
        ),
      },
    );
    expect(body.errors).toBeUndefined();
    const left = new Map(types.map((type) => [type, [...((body.data?.[`of${type}`] ?? []) as unknown[])]]));
    return samples().map(({ type }) => left.get(type)?.shift());
  }

  /**
   * Agents are compared separately: `_entities` answers with the name to every caller, and `node` only to callers who may see a known
   * agent.
   */
  const comparable = (item: unknown) => (item as Json | null)?.__typename !== 'Agent';

  test.each(Object.entries(principals))('%s sees the same of each entity', async (principal, tokenOf) => {
    const token = await tokenOf();
    const expected = await unified(token);
    const byId = await entities(token, ({ id }) => ({ id }));
    const byNatural = await entities(token, ({ id, natural }) =>
      natural === undefined ? { id } : { [natural[0]]: natural[1] },
    );
    expect(byNatural).toEqual(byId);
    expect(byId.filter(comparable)).toEqual(
      expected.filter((_, index) => samples()[index]?.type !== 'Agent'),
    );
    const answered = expected.filter((item) => item !== null).length;
    // Guards against an empty comparison.
    if (principal === 'supervisor') expect(answered).toBeGreaterThanOrEqual(samples().length - 1);
    for (const [index, item] of byId.entries()) {
      if (comparable(item)) continue;
      const agent = expected[index] as Json | null;
      if (agent !== null) expect(item).toEqual(agent);
      else expect(item).toMatchObject({ skills: [], state: 'UNKNOWN', taskCount: 0, parkedTasks: [] });
      if (principal.startsWith('customer')) expect(item).toMatchObject({ nickname: null });
    }
  });
});
