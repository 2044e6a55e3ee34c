import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { commandsOf, sceneOf } from './commands.ts';
import type { DeliveryFilter } from './event-recorder.ts';
import { Disagreement, runCommands } from './run-sequence.ts';
import { startModelServer, type ModelServer } from './model-server.ts';
import type { Request, Response, Transport } from './transport.ts';

type Wrap = (transport: Transport) => Transport;

/** Seeded faults of the system. The comparison must report each of them. */
const faults: Record<string, { wrap?: Wrap; deliveryFilter?: DeliveryFilter; found: RegExp }> = {
  'returns OK for a refused operation': {
    wrap: (transport) =>
      onAnswer(transport, (answer) =>
        answer.status === 'OK'
          ? answer
          : { ...answer, status: 'OK', statusCode: 0, statusMessage: null, result: 'ok' },
      ),
    found: /the answer/,
  },
  'loses an event of the history': {
    wrap: (transport) =>
      onHistory(transport, (history) => history.toSpliced(Math.floor(history.length / 2), 1)),
    found: /history/,
  },
  'repeats an event in the history': {
    wrap: (transport) => onHistory(transport, (history) => [...history.slice(0, 2), ...history.slice(1)]),
    found: /history|numbers/,
  },
  'lets two agents accept the same offer': { wrap: acceptsTwice, found: /participants/ },
  'ignores a repeated idempotency key': {
    wrap: (transport) => (request) => {
      const key = randomUUID();
      const { input } = request.variables;
      const renewed = Object.fromEntries(
        Object.entries(request.variables).map(([name, value]) => [
          name,
          name === 'idempotencyKey' || name === 'clientMessageId' ? key : value,
        ]),
      );
      const start = input === undefined ? {} : { input: { ...input, clientInteractionId: key } };
      return transport({ ...request, variables: { ...renewed, ...start } });
    },
    found: /the answer|clientMessageId/,
  },
  'does not push an event': {
    deliveryFilter: (item, position) => (position === 2 ? [] : [item]),
    found: /events pushed|notifications sent/,
  },
  'pushes an event twice': {
    deliveryFilter: (item, position) => (position === 1 ? [item, item] : [item]),
    found: /events pushed|notifications sent/,
  },
  'shows new events to a participant who left': {
    wrap: showsAll,
    found: /view of interaction \d+, history/,
  },
};

const runs = 150;

describe('the model detects a system that', () => {
  let modelServer: ModelServer | undefined;
  beforeAll(async () => {
    modelServer = await startModelServer(import.meta.url, 'never');
  });
  afterAll(() => modelServer?.server.stop());

  test.each(Object.entries(faults))(
    '%s',
    async (_, { wrap, deliveryFilter, found }) => {
      const outcome = await fc.check(
        fc.asyncProperty(sceneOf, commandsOf(25), async (scene, commands) => {
          if (modelServer === undefined) throw new Error('The server did not start.');
          await runCommands(
            modelServer.newContext({
              ...(wrap === undefined ? {} : { wrap }),
              ...(deliveryFilter === undefined ? {} : { recordsEvents: true, deliveryFilter }),
            }),
            scene,
            commands,
          );
        }),
        { numRuns: runs, seed: 7, endOnFailure: true },
      );
      expect(outcome.failed).toBe(true);
      expect(outcome.errorInstance).toBeInstanceOf(Disagreement);
      expect(String(outcome.errorInstance)).toMatch(found);
    },
    120_000,
  );
});

interface Answer {
  readonly status: string;
  readonly [field: string]: unknown;
}

const onAnswer =
  (transport: Transport, change: (answer: Answer) => Answer): Transport =>
  async (request) => {
    const response = await transport(request);
    const answer = response.data?.answer;
    return answer === undefined ? response : { ...response, data: { answer: change(answer as Answer) } };
  };

interface Read {
  readonly events: { readonly nodes: readonly unknown[] } | null;
}

const onHistory =
  (transport: Transport, change: (history: readonly unknown[]) => readonly unknown[]): Transport =>
  async (request) => {
    const response = await transport(request);
    if (request.purpose !== 'history') return response;
    return onEach(response, (read) => ({
      ...read,
      events: read.events === null ? null : { ...read.events, nodes: change(read.events.nodes) },
    }));
  };

const onEach = (response: Response, change: (read: Read, name: string) => Read): Response => ({
  ...response,
  data: Object.fromEntries(
    Object.entries(response.data ?? {}).map(([name, read]) => [
      name,
      read === null ? null : change(read as Read, name),
    ]),
  ),
});

/** Simulates an offer that two agents accept: after each accept, other agents join too. */
function acceptsTwice(transport: Transport): Transport {
  const tokens = new Map<string, string>();
  return async (request) => {
    if (request.as !== 'staff' && request.as.kind === 'agent') tokens.set(request.as.name, request.token);
    const response = await transport(request);
    const { status } = (response.data?.answer ?? {}) as Partial<Answer>;
    if (status !== 'OK' || !request.query.includes('acceptInteraction') || request.as === 'staff')
      return response;
    const { name } = request.as;
    const { id } = request.variables;
    for (const [other, token] of tokens) {
      if (other === name) continue;
      const requestBy = (query: string, by: string): Request => ({
        ...request,
        query,
        token: by,
        variables: { id },
      });
      await transport(
        requestBy(
          `mutation ($id: ID!) { inviteUser(id: $id, agentId: "${other}") { status } }`,
          request.token,
        ),
      );
      await transport(requestBy('mutation ($id: ID!) { acceptInteraction(id: $id) { status } }', token));
    }
    return response;
  };
}

/** Simulates missing access checks: a former participant reads the history as staff do. */
function showsAll(transport: Transport): Transport {
  let staff = '';
  return async (request) => {
    if (request.as === 'staff') staff = request.token;
    const response = await transport(request);
    if (request.purpose !== 'history') return response;
    const { data } = await transport({ ...request, token: staff });
    return onEach(response, (read, name) => ({
      ...read,
      events: read.events === null ? null : ((data?.[name] as Read | undefined)?.events ?? null),
    }));
  };
}
