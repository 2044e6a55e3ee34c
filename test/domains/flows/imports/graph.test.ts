import { readFile } from 'node:fs/promises';
import { minify } from '../../../../src/intake/index.ts';
import { counts, exportFrom, importInto } from '../../../support/importing.ts';
import { startTestServer, tokenFor, type TestServer } from '../../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());

test('FL-6 FLX-6 FLX-9 FLX-13 FLX-15 the samples are imported, readable in the graph, and exported verbatim', async () => {
  const samples = await readFile(new URL('../../../../samples/jacada.json', import.meta.url), 'utf8');
  expect(await importInto(server.app, 'jacada', 'acme', samples)).toMatchObject(counts(4, { added: 4 }));
  const { order, parcel } = await server.data(
    `{
      order: interactionFlow(id: "041105718") {
        interactionUniqueId phoneNumber flowStatus startedAt endedAt lastEventId keys { historySearchId }
        steps { stepId title pageNavigation { right { label } } pageContent { header } choices { prompt value } }
        variableSet(name: "orderInfo") { groups { name variables { name value type } } }
      }
      parcel: interactionFlow(id: "041119544") {
        summary { stepCount pages { stepId title choices { referenceName label header value options { label } } } }
      }
    }`,
    {},
    await tokenFor('flow.view', { tenant: 'acme' }),
  );
  expect(order).toMatchObject({
    interactionUniqueId: '041105718',
    phoneNumber: '+442079460958',
    flowStatus: 'COMPLETED',
    startedAt: '2026-11-05T18:05:14.022Z',
    endedAt: '2026-11-05T18:09:20.114Z',
    lastEventId: null,
    keys: { historySearchId: 'nl72841004295002268' },
    steps: [
      {
        title: 'Clubs and schools',
        pageNavigation: { right: { label: 'Next' } },
        pageContent: { header: 'Going out with many?\nFrom ten pieces on you pay less.' },
        choices: [{ prompt: 'Who are you ordering for?', value: 'A club' }],
      },
      { choices: [{ value: 'Stoves' }, { value: '12' }] },
      { choices: [] },
    ],
    variableSet: {
      groups: [
        {
          name: 'chat',
          variables: [
            { name: 'firstName', value: 'Noor', type: 'STRING' },
            { name: 'product', value: 'stove', type: 'STRING' },
            { name: 'quantity', value: 12, type: 'NUMBER' },
            { name: 'memberNumber', value: '', type: 'STRING' },
            { name: 'isMember', value: false, type: 'BOOLEAN' },
          ],
        },
      ],
    },
  });
  expect(parcel).toMatchObject({
    summary: {
      stepCount: 2,
      pages: [
        { title: 'Your parcel', choices: [{ referenceName: 'parcel', value: 'NL-260909-0188' }] },
        { choices: [{ label: 'Reach me by', options: [{ label: 'Phone' }, { label: 'Chat' }] }] },
      ],
    },
  });
  expect(`[${(await exportFrom(server.app, 'jacada', 'acme')).join(',')}]`).toBe(minify(samples));
});

test('FLX-15 an export of a flow of this system contains its secrets, and can be imported by another tenant', async () => {
  const token = await tokenFor('flow.view flow.manage flow.secret', { tenant: 'here' });
  const whole = `interactionUniqueId title flowStatus endReason startedAt endedAt keys { dtmf }
    steps { stepId title pageId enteredAt leftAt pageContent { header } choices { prompt value label options { label selected } } }
    variableSets { name variables { name value type group secret } }`;
  await server.data(
    `mutation {
      startFlow(input: { interactionUniqueId: "0042", title: "A <b> & more", keys: { dtmf: "7#" } }) { interactionFlow { id } }
      recordFlowStep(id: "0042", step: {
        title: "One", pageContent: { header: "<i>1 &lt; 2</i>" },
        choices: [{ prompt: "Which?", value: "this", options: [{ label: "this", selected: true }, { label: "that" }] }]
      }) { interactionFlow { id } }
      setFlowVariables(id: "0042", set: "s", group: "g", variables: { pin: "1234", empty: "" }, secret: ["pin"]) { interactionFlow { id } }
      completeFlow(id: "0042") { interactionFlow { id } }
    }`,
    {},
    token,
  );
  const [file = '', ...others] = await exportFrom(server.app, 'jacada', 'here');
  expect(others).toEqual([]);
  expect(file).toContain('"variableSets":{"s":{"g":{"data":{"pin":"1234","empty":""},"secret":["pin"]}}}');
  expect(await importInto(server.app, 'jacada', 'there', file)).toMatchObject(counts(1, { added: 1 }));
  const query = `{ interactionFlow(id: "0042") { ${whole} } }`;
  const copy = await server.data(query, {}, await tokenFor('flow.view flow.secret', { tenant: 'there' }));
  expect(copy).toEqual(await server.data(query, {}, token));
  expect(await exportFrom(server.app, 'jacada', 'there')).toEqual([file]);
  expect(await importInto(server.app, 'jacada', 'here', file)).toMatchObject({
    ...counts(1, { rejected: 1 }),
    faults: [expect.stringContaining('is a flow that ran here')],
  });
});
