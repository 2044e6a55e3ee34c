import { writeFileSync } from 'node:fs';
import { hirePeople } from '../../demo/people.ts';
import { run } from '../../demo/run.ts';
import { startTestServer, testSecret, tokenFor } from '../support/server.ts';
const settings = { secret: testSecret, claims: { username: 'sub', tenant: 'tenant', scope: 'scope' } };
test('stall', async () => {
  const server = await startTestServer(import.meta.url, { REOFFER_DELAY_MS: '50' });
  const { url } = server;
  for (let n = 0; n < 30; n++) {
    const tenant = `t${n}`;
    const people = await hirePeople(settings, { url, tenant, agents: 4, customers: 4 });
    const said: string[] = [];
    const running = run({ url, seed: 7, speed: 100, dropPercent: 15, ...people, conversations: 16, say: (l) => said.push(l), closing: new AbortController().signal });
    const began = Date.now();
    const done = await Promise.race([running.then(() => true), new Promise((r) => setTimeout(() => r(false), 18000))]);
    console.log(n, done, Date.now() - began);
    if (done === false) {
      const token = await tokenFor('interaction.view agent.view', { subject: 'sue', tenant });
      const data = await server.data('{ interactions(first: 100, status: [QUEUED, ALERTING, ACTIVE, WRAP]) { nodes { id status attributes skill owner { username } history { __typename sequence at ... on ChatMessage { nickname text } ... on StatusChanged { status } ... on ParticipantJoined { participant { nickname } } ... on ParticipantLeft { participant { nickname } } ... on OwnerChanged { owner { nickname agent { username } } } } } } agents { nodes { username state taskCount focusTask { taskId state } parkedTasks { taskId state } } } }', {}, token);
      const { interactions } = data as any;
      const raw = [];
      for (const { id } of interactions.nodes) {
        const natural = Buffer.from(id, 'base64url').toString().split(':')[1];
        raw.push(await (server.app.storage as any).database?.collection?.('interactions.log')?.find({}).toArray?.().catch(() => []), natural);
      }
      writeFileSync('/tmp/stall.json', JSON.stringify({ said, data, log: server.log.lines }, undefined, 1));
      throw new Error('stalled');
    }
  }
}, 600_000);
