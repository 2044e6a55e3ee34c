import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());

const query = `{
  engagements(filter: { visitorId: "nobody" }) { nodes { info { mcs alertedMcs } } }
  again: engagements(filter: { visitorId: "nobody" }) { nodes { info { mcs } } }
}`;

const send = async (client: string | undefined, token?: string) => {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(client === undefined ? {} : { 'x-client-name': client }),
    },
    body: JSON.stringify({ query }),
  });
  await response.arrayBuffer();
};

const counts = async (): Promise<Readonly<Record<string, number>>> => {
  const text = await (await fetch(new URL('/metrics', server.url))).text();
  const found: Record<string, number> = {};
  for (const [, labels = '', count] of text.matchAll(
    /^switchboard_deprecated_fields_total\{([^}]*)\} (\d+)$/gm,
  ))
    found[labels] = Number(count);
  return found;
};

test('metrics count the operations that select a deprecated field, by client, with a limited number of names', async () => {
  const token = await tokenFor('engagement.view');
  await send('desk', token);
  await send('desk', token);
  await send(undefined, token);
  await send('a name with spaces', token);
  await send('desk');
  expect(await counts()).toEqual({
    'field="EngagementInfo.mcs",client="desk"': 2,
    'field="EngagementInfo.mcs",client="unknown"': 2,
  });
  for (let n = 0; n < 101; n += 1) await send(`client-${n}`, token);
  const names = Object.keys(await counts());
  // `desk`, 99 more names, and the words for all others.
  expect(names).toHaveLength(102);
  expect(names).toContain('field="EngagementInfo.mcs",client="other"');
});
