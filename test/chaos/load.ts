import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { tokenFor } from '../support/server.ts';
import { Caller } from './caller.ts';
import { eventFields, finalOf, type EventResult } from './events.ts';
import { Subscriber, type SubscriberOptions } from './subscriber.ts';
import { Gateways } from './gateways.ts';
import { hashOf, Recorder } from './recorder.ts';

export interface LoadOptions {
  readonly seconds: number;
  readonly database: { readonly uri: string; readonly name: string };
  readonly historyPath: string;
}

const tenant = 'chaos';
const scopes = {
  staff: 'interaction.view agent.view agent.manage',
  agent: 'chat.agent interaction.agent',
  customer: 'chat.customer',
};
const catchUpMs = 10_000;
const killEveryMs = 8_000;
const downtimeMs = 700;

/**
 * Runs a load against two gateways: two conversations, two senders and twenty reconnecting subscribers. Meanwhile agents join and leave,
 * and a gateway is killed and restarted. Writes all observations to the history file for the checker.
 */
export async function runLoad({ seconds, database, historyPath }: LoadOptions): Promise<void> {
  const recorder = new Recorder(historyPath);
  const gateways = new Gateways(database, recorder);
  try {
    await Promise.all([gateways.start(0), gateways.start(1)]);
    await new Load(gateways, recorder, database).run(seconds);
    const codes = await gateways.stop();
    if (codes.some((code) => code !== 0)) throw new Error(`The gateways ended with ${codes.join(' and ')}.`);
  } finally {
    await gateways.stop();
    recorder.close();
  }
}

class Load {
  readonly #gateways: Gateways;
  readonly #recorder: Recorder;
  readonly #database: LoadOptions['database'];
  readonly #subscribers: Subscriber[] = [];
  readonly #guests: Subscriber[] = [];
  #ends = 0;
  #count = 0;

  constructor(gateways: Gateways, recorder: Recorder, database: LoadOptions['database']) {
    this.#gateways = gateways;
    this.#recorder = recorder;
    this.#database = database;
  }

  async run(seconds: number): Promise<void> {
    const [sue, ada, ann, ben] = await Promise.all([
      this.#caller('sue', 'staff'),
      this.#caller('ada', 'agent'),
      this.#caller('ann', 'customer'),
      this.#caller('ben', 'customer'),
    ]);
    await sue.query(
      'mutation { upsertAgent(input: { username: "ada", maxConcurrent: 4 }) { agent { username } } }',
      {},
    );
    await ada.query('mutation { setAgentState(state: IDLE) { agent { state } } }', {});
    const conversations: Conversation[] = [];
    for (const customer of [ann, ben])
      conversations.push({ conv: await this.#begin(customer, ada), customer });

    for (const { conv, customer } of conversations) {
      const customers = Array.from({ length: 3 }, () => [customer.principal, 'customer'] as const);
      const agents = Array.from({ length: 2 }, () => ['ada', 'agent'] as const);
      const staff = Array.from({ length: 3 }, () => ['sue', 'staff'] as const);
      for (const [principal, role] of [...customers, ...agents, ...staff])
        this.#subscribers.push(await this.#subscribe(conv, principal, role));
    }

    this.#ends = Date.now() + seconds * 1000;
    await Promise.all([
      this.#sendMessages(conversations, () => ada),
      this.#sendMessages(conversations, ({ customer }) => customer),
      ...conversations.map((conversation, position) => this.#joinAndLeave(conversation, ada, position)),
      this.#killAndRestart(),
    ]);
    for (const { conv } of conversations)
      await ada.execute({ ...byKey, f: 'completeInteraction', conv, variables: { id: conv } });
    await this.#waitForSubscribers();
    for (const { conv, customer } of conversations)
      await this.#recordFinalEvents(conv, customer.principal, sue);
    await this.#recordLog(conversations);
  }

  get #isOver(): boolean {
    return Date.now() > this.#ends;
  }

  async #caller(principal: string, role: keyof typeof scopes): Promise<Caller> {
    const token = await tokenFor(scopes[role], { subject: principal, tenant });
    return new Caller(principal, token, {
      urls: this.#gateways.urls,
      recorder: this.#recorder,
      faultRate: 0.03,
    });
  }

  async #subscribe(
    conv: string,
    principal: string,
    role: SubscriberOptions['role'],
    more: Partial<SubscriberOptions> = {},
  ): Promise<Subscriber> {
    const token = await tokenFor(scopes[role], { subject: principal, tenant });
    const client = `${principal} ${++this.#count}`;
    const { urls } = this.#gateways;
    return new Subscriber({ client, principal, role, conv, token, urls, recorder: this.#recorder, ...more });
  }

  async #begin(customer: Caller, agent: Caller): Promise<string> {
    const { interaction } = await customer.execute({
      f: 'startInteraction',
      types: '$key: ID!',
      arguments: 'input: { clientInteractionId: $key, nickname: "customer" }',
      variables: {},
      conv: '',
    });
    const conv = interaction?.id ?? '';
    await this.#accept(agent, conv);
    return conv;
  }

  /** Waits until routing offers the interaction to the agent, then accepts it. */
  async #accept(agent: Caller, conv: string): Promise<void> {
    const query = 'query ($id: ID!) { interaction(id: $id) { id } }';
    while ((await agent.query(query, { id: conv }).catch(() => ({ interaction: null }))).interaction === null)
      await delay(20);
    await agent.execute({ ...byKey, f: 'acceptInteraction', conv, variables: { id: conv } });
  }

  async #sendMessages(
    conversations: readonly Conversation[],
    senderOf: (conversation: Conversation) => Caller,
  ): Promise<void> {
    for (let position = 0; !this.#isOver; position++) {
      const conversation = conversations[position % conversations.length];
      if (conversation === undefined) return;
      const sender = senderOf(conversation);
      const isAgent = sender.principal === 'ada';
      const visibility = isAgent && position % 10 === 9 ? 'AGENTS' : 'EVERYONE';
      if (isAgent && position % 20 === 19)
        await sender.execute({
          f: 'updateAttachedData',
          types: '$id: ID!, $key: ID!, $attributes: JSON!',
          arguments: 'id: $id, idempotencyKey: $key, attributes: $attributes',
          variables: { id: conversation.conv, attributes: { position } },
          conv: conversation.conv,
        });
      await this.#send(sender, conversation.conv, `${sender.principal} ${position}`, visibility);
      await delay(5 + Math.random() * 30);
    }
  }

  async #send(sender: Caller, conv: string, text: string, visibility = 'EVERYONE'): Promise<void> {
    await sender.execute({
      f: 'sendMessage',
      types: '$id: ID!, $key: ID!, $text: String!, $visibility: Visibility!',
      arguments: 'id: $id, clientMessageId: $key, text: $text, visibility: $visibility',
      variables: { id: conv, text, visibility },
      conv,
      bodyHash: hashOf(text),
    });
  }

  /**
   * Invites a guest agent senderOf subscribes with two clients, sends a message and leaves. The clients keep reconnecting and must receive
   * nothing.
   */
  async #joinAndLeave({ conv }: Conversation, host: Caller, position: number): Promise<void> {
    for (let round = 0; !this.#isOver; round++) {
      const name = `guest-${position}-${round}`;
      const guest = await this.#caller(name, 'agent');
      await this.#retryUntilDone(() =>
        guest.query('mutation { setAgentState(state: IDLE) { agent { state } } }', {}),
      );
      await host.execute({
        f: 'inviteUser',
        types: '$id: ID!, $key: ID!, $agentId: ID!',
        arguments: 'id: $id, idempotencyKey: $key, agentId: $agentId',
        variables: { id: conv, agentId: name },
        conv,
      });
      await this.#accept(guest, conv);
      for (let client = 0; client < 2; client++)
        this.#guests.push(await this.#subscribe(conv, name, 'agent', { attemptsWhenForbidden: 4 }));
      await delay(300 + Math.random() * 700);
      await this.#send(guest, conv, `${name} was here`);
      await guest.execute({ ...byKey, f: 'leaveConference', conv, variables: { id: conv } });
    }
  }

  async #killAndRestart(): Promise<void> {
    const total = this.#ends - Date.now();
    const times = Math.max(1, Math.floor(total / killEveryMs));
    for (let round = 0; round < times; round++) {
      await delay(total / (times + 1));
      const position = round % 2;
      await this.#gateways.kill(position);
      await delay(downtimeMs);
      await this.#gateways.start(position);
    }
  }

  /** Repeats a request until it succeeds, so that a killed gateway does not end the run. */
  async #retryUntilDone<T>(request: () => Promise<T>): Promise<T> {
    for (;;) {
      const answer = await request().catch(() => undefined);
      if (answer !== undefined) return answer;
      await delay(50);
    }
  }

  /** Keeps all subscribers connected and waits up to ten seconds until they have received all events. */
  async #waitForSubscribers(): Promise<void> {
    const all = [...this.#subscribers, ...this.#guests];
    for (const subscriber of all) subscriber.stayConnected();
    await Promise.race([
      Promise.all(this.#subscribers.map(({ done }) => done)),
      delay(catchUpMs, undefined, { ref: false }),
    ]);
    await Promise.all(all.map((subscriber) => subscriber.stop()));
  }

  /** Records the final events, as read by staff. */
  async #recordFinalEvents(conv: string, customer: string, staff: Caller): Promise<void> {
    const { interaction } = (await this.#retryUntilDone(() =>
      staff.query(
        'query ($id: ID!) { interaction(id: $id) { participants { participantId agent { username } } } }',
        {
          id: conv,
        },
      ),
    )) as { interaction: { participants: { participantId: string; agent: { username: string } | null }[] } };
    const people = new Map(
      interaction.participants.map(({ participantId, agent }) => [
        participantId,
        agent?.username ?? customer,
      ]),
    );
    let after: string | undefined;
    for (;;) {
      const variables = { id: conv, ...(after === undefined ? {} : { after }) };
      const answer = (await this.#retryUntilDone(() => staff.query(historyPage, variables))) as {
        interaction: { events: { nodes: EventResult[] } };
      };
      const { nodes } = answer.interaction.events;
      for (const event of nodes)
        this.#recorder.write(
          finalOf(conv, event, people.get(event.participant?.participantId ?? '') ?? null),
        );
      after = nodes.at(-1)?.eventId;
      if (after === undefined) return;
    }
  }

  /** Records the sequence numbers from the event log. The API does not return internal events. */
  async #recordLog(conversations: readonly Conversation[]): Promise<void> {
    const client = new MongoClient(this.#database.uri);
    try {
      const log = client.db(this.#database.name).collection<{ seq: number; facts: unknown[] }>('events');
      for (const { conv } of conversations) {
        const stream = naturalId(conv);
        const appends = log.find(
          { tenant, kind: 'interaction', stream },
          { readConcern: { level: 'majority' } },
        );
        for await (const { seq, facts } of appends)
          this.#recorder.write({ t: 'log', conv, seq, facts: facts.length });
      }
    } finally {
      await client.close();
    }
  }
}

interface Conversation {
  readonly conv: string;
  readonly customer: Caller;
}

const byKey = { types: '$id: ID!, $key: ID!', arguments: 'id: $id, idempotencyKey: $key' };

const historyPage = `query ($id: ID!, $after: String) {
  interaction(id: $id) { events(after: $after, first: 100) { nodes { ${eventFields} } } }
}`;

const naturalId = (id: string): string => {
  const plain = Buffer.from(id, 'base64url').toString();
  return plain.slice(plain.indexOf(':') + 1);
};
