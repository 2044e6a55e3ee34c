import {
  globalId,
  importedEngagement,
  openSampleData,
  principals,
  type SampleData,
} from '../graph/federation/sample-data.ts';
import { inBothEngines } from '../support/engines.ts';
import { tokenFor } from '../support/server.ts';

let sampleData: SampleData;
beforeAll(async () => {
  sampleData = await openSampleData(import.meta.url);
});
afterAll(() => sampleData.harness.stop());

const customer = '{ __typename id accountCustomerId }';
const named = (id: string) => ({
  __typename: 'Customer',
  id: globalId('Customer', id),
  accountCustomerId: id,
});

inBothEngines(import.meta.url, (server) => {
  const ask = async (query: string, id: string, token: Promise<string>) =>
    (await server().send(query, { variables: { id }, token: await token })).body;
  const ofInteraction = `query ($id: ID!) { interaction(id: $id) { customer ${customer} participants { role customer ${customer} } } }`;
  const ofFlow = `query ($id: ID!) { interactionFlow(id: $id) { customer ${customer} } }`;
  const ofEngagement = `query ($id: ID!) { engagement(id: $id) { customer ${customer} } }`;

  test.each(['supervisor', 'agent'] as const)(
    'the customer of a live interaction is told to the %s, there and as a participant',
    async (who) => {
      expect(await ask(ofInteraction, sampleData.completed, principals[who]())).toEqual({
        data: {
          interaction: {
            customer: named('cleo'),
            participants: [
              { role: 'CUSTOMER', customer: named('cleo') },
              { role: 'AGENT', customer: null },
            ],
          },
        },
      });
    },
  );

  test('the customer of an engagement is who the live interaction was with, or whom a CUSTOMER_INFO report names', async () => {
    const live = sampleData.sample('Engagement').natural?.[1] ?? '';
    for (const [id, name] of [
      [live, 'cleo'],
      [importedEngagement, 'K-8812'],
    ] as const)
      expect(await ask(ofEngagement, id, principals.supervisor())).toEqual({
        data: { engagement: { customer: named(name) } },
      });
  });

  test('the customer of a flow is whom the application named', async () => {
    expect(await ask(ofFlow, '200', principals.supervisor())).toEqual({
      data: { interactionFlow: { customer: named('dora') } },
    });
  });

  test('customers are told of no customer, themselves included, whatever their scopes', async () => {
    const token = principals['customer with scopes'];
    const live = sampleData.sample('Engagement').natural?.[1] ?? '';
    expect(await ask(ofInteraction, sampleData.completed, token())).toEqual({
      data: {
        interaction: {
          customer: null,
          participants: [
            { role: 'CUSTOMER', customer: null },
            { role: 'AGENT', customer: null },
          ],
        },
      },
    });
    expect(await ask(ofFlow, '100', token())).toEqual({ data: { interactionFlow: { customer: null } } });
    expect(await ask(ofEngagement, live, token())).toEqual({ data: { engagement: { customer: null } } });
    const node = `query ($id: ID!) { node(id: $id) { id } }`;
    expect(await ask(node, globalId('Customer', 'cleo'), token())).toEqual({ data: { node: null } });
  });

  test('without a scope for customers they are null, and nothing else is', async () => {
    const token = tokenFor('flow.view engagement.view interaction.view');
    expect(await ask(ofFlow, '100', token)).toEqual({ data: { interactionFlow: { customer: null } } });
    expect(await ask(ofEngagement, importedEngagement, token)).toEqual({
      data: { engagement: { customer: null } },
    });
    expect(await ask(ofInteraction, sampleData.completed, token)).toMatchObject({
      data: { interaction: { customer: null, participants: [{ role: 'CUSTOMER' }, { role: 'AGENT' }] } },
    });
    expect(
      await ask('query ($id: ID!) { node(id: $id) { id } }', globalId('Customer', 'cleo'), token),
    ).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });
});
