import { composeServices } from '@theguild/federation-composition';
import { buildSchema, isObjectType, parse, printType } from 'graphql';
import { readSdl } from '../../src/domains/sdl.ts';
import { bareGraph, subgraphNames } from '../support/every-field.ts';

const common = readSdl('common');
const compose = (names: readonly string[]) =>
  composeServices(
    names.map((name) => ({
      name,
      url: `http://127.0.0.1/${name}`,
      typeDefs: parse(`${common}\n${readSdl(name)}`),
    })),
  );
const composed = compose(subgraphNames);
const publicSchema = () => buildSchema(composed.publicSdl ?? '', { assumeValidSDL: true });

test('each domain is a Federation 2 subgraph, and together they compose without a complaint', () => {
  expect(composed.errors?.map(({ message }) => message) ?? []).toEqual([]);
  expect(composed.supergraphSdl).toContain('@link(url: "https://specs.apollo.dev/join/');
});

test.each(subgraphNames)('the subgraph %s composes alone', (name) => {
  expect(compose([name]).errors?.map(({ message }) => message) ?? []).toEqual([]);
});

test('what a router shows has the fields of the unified graph, but for node, which belongs to no domain', () => {
  const federated = publicSchema();
  const { schema } = bareGraph();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const other = federated.getType(type.name);
    const fields = (one: unknown) =>
      isObjectType(one)
        ? Object.values((one as typeof type).getFields())
            .filter(({ name }) => !(type.name === 'Query' && name === 'node'))
            .map(
              ({ name, args, type: of }) =>
                `${name}(${args.map((arg) => `${arg.name}: ${String(arg.type)}`).join()}): ${String(of)}`,
            )
            .sort()
        : [];
    expect([type.name, fields(other)]).toEqual([type.name, fields(type)]);
  }
  expect(federated.getQueryType()?.getFields()).not.toHaveProperty('node');
});

test('an entity has both its keys in the subgraph that owns it, and is a mere reference in the others', () => {
  const joins = (type: string) => {
    const definition = (composed.supergraphSdl ?? '').split(`type ${type} `)[1]?.split('{')[0] ?? '';
    return [...definition.matchAll(/@join__type\(([^)]*)\)/g)].map(([, argument]) => argument);
  };
  const natural = { ChatTranscript: 'transcriptId', Engagement: 'engagementId', Agent: 'username' };
  const owner = { ChatTranscript: 'TRANSCRIPTS', Engagement: 'ENGAGEMENTS', Agent: 'AGENTS' };
  for (const type of ['ChatTranscript', 'Engagement', 'Agent'] as const)
    for (const key of ['id', natural[type]]) {
      const resolvable = joins(type).filter(
        (join) => join?.includes(`key: "${key}"`) === true && !join.includes('resolvable: false'),
      );
      expect(resolvable.map((join) => /graph: (\w+)/.exec(join ?? '')?.[1])).toEqual([owner[type]]);
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
