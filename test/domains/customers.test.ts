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
  const send = async (query: string, id: string, token: Promise<string>) =>
    (await server().send(query, { variables: { id }, token: await token })).body;
  const ofInteraction = `query ($id: ID!) { interaction(id: $id) { customer ${customer} participants { role customer ${customer} } } }`;
  const ofFlow = `query ($id: ID!) { interactionFlow(id: $id) { customer ${customer} } }`;
  const ofEngagement = `query ($id: ID!) { engagement(id: $id) { customer ${customer} } }`;

  test.each(['supervisor', 'agent'] as const)(
    'the %s sees the customer of a live interaction, in the interaction and as a participant',
    async (principal) => {
      expect(await send(ofInteraction, sampleData.completed, principals[principal]())).toEqual({
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

  test('the customer of an engagement is that of the live interaction, or that of a CUSTOMER_INFO report', async () => {
    const live = sampleData.sample('Engagement').natural?.[1] ?? '';
    for (const [id, name] of [
      [live, 'cleo'],
      [importedEngagement, 'K-8812'],
    ] as const)
      expect(await send(ofEngagement, id, principals.supervisor())).toEqual({
        data: { engagement: { customer: named(name) } },
      });
  });

  test('the customer of a flow is the one that the application named', async () => {
    expect(await send(ofFlow, '200', principals.supervisor())).toEqual({
      data: { interactionFlow: { customer: named('dora') } },
    });
  });

  test('customers see no customer, not even themselves, with any scopes', async () => {
    const token = principals['customer with scopes'];
    const live = sampleData.sample('Engagement').natural?.[1] ?? '';
    expect(await send(ofInteraction, sampleData.completed, token())).toEqual({
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
    expect(await send(ofFlow, '100', token())).toEqual({ data: { interactionFlow: { customer: null } } });
    expect(await send(ofEngagement, live, token())).toEqual({ data: { engagement: { customer: null } } });
    const node = `query ($id: ID!) { node(id: $id) { id } }`;
    expect(await send(node, globalId('Customer', 'cleo'), token())).toEqual({ data: { node: null } });
  });

  test('without a scope for customers, they are null, and no other field is null', async () => {
    const token = tokenFor('flow.view engagement.view interaction.view');
    expect(await send(ofFlow, '100', token)).toEqual({ data: { interactionFlow: { customer: null } } });
    expect(await send(ofEngagement, importedEngagement, token)).toEqual({
      data: { engagement: { customer: null } },
    });
    expect(await send(ofInteraction, sampleData.completed, token)).toMatchObject({
      data: { interaction: { customer: null, participants: [{ role: 'CUSTOMER' }, { role: 'AGENT' }] } },
    });
    expect(
      await send('query ($id: ID!) { node(id: $id) { id } }', globalId('Customer', 'cleo'), token),
    ).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });
});
