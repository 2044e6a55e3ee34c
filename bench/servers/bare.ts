import { MongoClient, type Document } from 'mongodb';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reportTo, settings } from '../settings.ts';

/** Lower limit of the CPU: the same MongoDB queries and JSON.stringify, without GraphQL and authentication. */
const client = await new MongoClient(settings.uri).connect();
const db = client.db(settings.database);
const { tenant } = settings;
const from = new Date('2026-01-01T00:00:00Z');
const newest = { startTime: -1, engagementId: -1 } as const;

const answers: Record<string, () => Promise<unknown>> = {
  async 'a list of 50 with agents'() {
    const rows = await db
      .collection('engagements')
      .find(
        { tenant, startTime: { $gte: from } },
        { projection: { engagementId: 1, startTime: 1, duration: 1, agentUsername: 1 } },
      )
      .sort(newest)
      .limit(50)
      .toArray();
    const ids = [...new Set(rows.map((row) => `${tenant}:${String(row.agentUsername)}`))];
    const agents = await db
      .collection<Document & { _id: string }>('agents')
      .find({ _id: { $in: ids } }, { projection: { username: 1, nickname: 1 } })
      .toArray();
    const byName = new Map(agents.map((agent) => [agent.username as string, agent]));
    return {
      engagements: {
        nodes: rows.map((row) => {
          const agent = byName.get(row.agentUsername as string);
          return {
            engagementId: row.engagementId as string,
            startTime: row.startTime as Date,
            duration: row.duration as number,
            agent: agent && { username: agent.username as string, nickname: agent.nickname as string },
          };
        }),
      },
    };
  },
  async 'a transcript of 200 lines'() {
    const found = await db
      .collection<Document & { _id: string }>('transcripts')
      .findOne(
        { _id: `${tenant}:${'a'.repeat(24)}` },
        { projection: { 'transcript.createdBy': 1, 'transcript.createdAt': 1, 'transcript.chatContent': 1 } },
      );
    const entries = (found?.transcript ?? []) as Document[];
    return {
      chatTranscript: {
        transcript: entries.map((entry) => ({
          createdBy: entry.createdBy as string,
          createdAt: entry.createdAt as Date,
          chatContent: entry.chatContent as string,
        })),
      },
    };
  },
  async 'a list of 50 with all lines'() {
    const rows = await db
      .collection('engagements')
      .find(
        { tenant, startTime: { $gte: from } },
        {
          projection: {
            engagementId: 1,
            startTime: 1,
            'lines.time': 1,
            'lines.by': 1,
            'lines.source': 1,
            'lines.text': 1,
          },
        },
      )
      .sort(newest)
      .limit(50)
      .toArray();
    return {
      engagements: {
        nodes: rows.map((row) => ({
          engagementId: row.engagementId as string,
          startTime: row.startTime as Date,
          lines: (row.lines as Document[]).map((line) => ({
            time: line.time as Date,
            by: line.by as string,
            source: line.source as string,
            text: line.text as string,
          })),
        })),
      },
    };
  },
};

const server = createServer((request, response) => {
  request.resume();
  const answer = answers[String(request.headers['x-query'])];
  void answer?.().then((data) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
  });
});
server.listen(0, '127.0.0.1', () => {
  reportTo((server.address() as AddressInfo).port);
});
