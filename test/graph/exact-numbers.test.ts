import { once } from 'node:events';
import { TestSocket } from '../support/socket.ts';
import { inBothEngines } from '../support/engines.ts';
import { importInto, exportFrom } from '../support/importing.ts';
import { tokenFor } from '../support/server.ts';
import { recordWith } from '../fixtures/liveperson/index.ts';

/** Numbers that a double does not preserve, as JSON. */
const numbers =
  '{"id":9007199254740993,"long":12345678901234567890,"decimal":0.12345678901234567890,"price":12.50,"one":1.0,"zero":-0,"huge":1e400,"list":[1.0,{"a":1e2}],"plain":1}';
/** The same object as a literal of GraphQL. */
const literal = numbers.replaceAll(/"(\w+)":/g, '$1:');

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  beforeEach(() => {
    tenant = `t${Math.random().toString(36).slice(2, 10)}`;
  });
  /** Sends an operation whose variables are a text, and returns the text of the response. */
  async function post(query: string, variables: string, scopes: string, subject = 'mandy'): Promise<string> {
    const response = await fetch(server().url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await tokenFor(scopes, { tenant, subject })}`,
      },
      body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
    });
    return response.text();
  }

  test.each([
    [
      'variable',
      'mutation ($input: StartInteractionInput!) { startInteraction(input: $input) { status interaction { attributes } } }',
      `{"input":{"type":"WEBCHAT","nickname":"Joe","attributes":${numbers}}}`,
    ],
    [
      'variable of the type JSON',
      'mutation ($json: JSON) { startInteraction(input: { type: WEBCHAT, nickname: "Joe", attributes: $json }) { status interaction { attributes } } }',
      `{"json":${numbers}}`,
    ],
    [
      'literal',
      `mutation { startInteraction(input: { type: WEBCHAT, nickname: "Joe", attributes: ${literal} }) { status interaction { attributes } } }`,
      '{}',
    ],
  ])('the numbers of attached data keep their text if they are a %s', async (_, query, variables) => {
    expect(await post(query, variables, 'chat.customer', 'customer-joe')).toContain(
      `"attributes":${numbers}`,
    );
  });

  test('the numbers of an operation over a WebSocket keep their text', async () => {
    const socket = await TestSocket.as(
      server().url,
      await tokenFor('chat.customer', { tenant, subject: 'customer-joe' }),
    );
    const query =
      'mutation ($json: JSON) { startInteraction(input: { type: WEBCHAT, nickname: "Joe", attributes: $json }) { interaction { attributes } } }';
    const answered = once(socket.ws, 'message');
    socket.ws.send(
      `{"id":"1","type":"subscribe","payload":{"query":${JSON.stringify(query)},"variables":{"json":${numbers}}}}`,
    );
    expect(String(await answered)).toContain(`"attributes":${numbers}`);
    socket.ws.terminate();
  });

  test('the numbers of flow variables keep their text, and numbers of other types are plain', async () => {
    const start = 'mutation { startFlow(input: { title: "t" }) { interactionFlow { interactionUniqueId } } }';
    const started = JSON.parse(await post(start, '{}', 'flow.manage flow.view')) as {
      data: { startFlow: { interactionFlow: { interactionUniqueId: string } } };
    };
    const id = started.data.startFlow.interactionFlow.interactionUniqueId;
    const set = `mutation ($id: ID!, $variables: JSON!) {
      setFlowVariables(id: $id, set: "s", variables: $variables) { status } }`;
    expect(await post(set, `{"id":"${id}","variables":{"v":${numbers}}}`, 'flow.manage')).toContain('"OK"');
    const read =
      'query ($id: ID!, $first: Int) { interactionFlow(id: $id) { variableSets { groups { variables { value } } } } interactionFlows(first: $first) { nodes { title } } }';
    const answer = await post(read, `{"id":"${id}","first":1.0}`, 'flow.view');
    expect(answer).toContain(`"value":${numbers}`);
    expect(answer).not.toContain('errors');
  });

  test('events that differ in digits of a number are two events, and keep their text', async () => {
    const event = (number: string) =>
      `{"ActivityType":"USER_USAGE","UsageEntryTime":"2026-11-18T09:00:00Z","Username":"mandy","UsageActionCode":"BEGIN","Number":${number}}`;
    const ingest =
      'mutation ($events: [JSON!]!) { ingestEvents(events: $events) { report { added duplicate rejected { reason } } } }';
    const all = ['9007199254740992', '9007199254740993', '1', '1.0', '0', '-0', '1e400', '1e401'];
    const report = await post(ingest, `{"events":[${all.map(event).join(',')}]}`, 'feed.ingest');
    expect(report).toContain(`"added":${all.length},"duplicate":0,"rejected":[]`);
    expect(await post(ingest, `{"events":[${all.map(event).join(',')}]}`, 'feed.ingest')).toContain(
      `"added":0,"duplicate":${all.length},"rejected":[]`,
    );
    const read = await post('{ feedEvents { nodes { raw text } } }', '{}', 'feed.view feed.personal');
    for (const number of all) {
      expect(read).toContain(`"raw":${event(number)}`);
      expect(read).toContain(JSON.stringify(event(number)));
    }
  });

  test('contact records that differ in digits of a number are two records', async () => {
    const record = (account: string) =>
      `{"AWSAccountId":${account},"AWSContactTraceRecordFormatVersion":"2017-03-10","ContactId":"twin","Channel":"VOICE","InitiationMethod":"INBOUND","InitiationTimestamp":"2022-04-08T14:59:38Z","LastUpdateTimestamp":"2022-04-08T15:03:02Z","Attributes":{"a":${account}},"InstanceARN":"arn:aws:connect:us-east-1:1:instance/i"}`;
    const file = [record('9007199254740993'), record('9007199254740992')];
    expect(await importInto(server().app, 'connect-contact', tenant, file.join('\n'))).toMatchObject({
      duplicate: 0,
      rejected: 0,
    });
    expect((await exportFrom(server().app, 'connect-contact', tenant)).sort()).toEqual(file.toSorted());
  });

  test('ids, amounts and rich content of an engagement keep their text in the graph and in the export of the source', async () => {
    const start = { startTimeL: Date.UTC(2026, 9, 5) };
    const text = JSON.stringify(
      recordWith(
        { ...start, agentId: '#id', skillId: '#skill' },
        {
          transcript: { lines: [{ timeL: start.startTimeL, textType: 'rich-content', json: '#json' }] },
          sdes: { events: [{ purchase: { total: '#total', orderId: '#id' } }, { own: { n: '#json' } }] },
        },
      ),
    )
      .replaceAll('"#id"', '9007199254740993')
      .replaceAll('"#skill"', '12345678901234567890')
      .replaceAll('"#total"', '12.50')
      .replaceAll('"#json"', numbers);
    expect(await importInto(server().app, 'liveperson', tenant, text)).toMatchObject({ added: 1 });
    const query =
      '{ engagement(id: "acc1") { info { agentId skillId } lines { json } sdes { attribute { ... on PurchaseAttribute { total orderId } ... on OtherSdeAttribute { json } } } } }';
    const answer = await post(query, '{}', 'engagement.view');
    expect(answer).toContain('"agentId":"9007199254740993","skillId":"12345678901234567890"');
    expect(answer).toContain(`"json":${numbers}`);
    expect(answer).toContain('"total":"12.50","orderId":"9007199254740993"');
    expect(answer).toContain(`"json":{"n":${numbers}}`);
    expect(await exportFrom(server().app, 'liveperson', tenant)).toEqual([text]);
  });
});
