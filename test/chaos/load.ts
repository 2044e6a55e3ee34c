import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { tokenFor } from '../support/server.ts';
import { Caller } from './caller.ts';
import { eventFields, finalOf, type ShownEvent } from './events.ts';
import { Follower, type FollowerOptions } from './follower.ts';
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
const settleMs = 10_000;
const killEveryMs = 8_000;
const awayMs = 700;

/**
 * Two gateways, two conversations, two senders and twenty followers that drop and resume, while agents come and go and a gateway is
 * killed and started again. What everybody saw is in the history file, for the checker.
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
  readonly #followers: Follower[] = [];
  readonly #guests: Follower[] = [];
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
      'mutation { upsertAgent(input: { username: "ada", maxConcurrent: 4 }) { username } }',
      {},
    );
    await ada.query('mutation { setAgentState(state: IDLE) { state } }', {});
    const talks: Talk[] = [];
    for (const customer of [ann, ben]) talks.push({ conv: await this.#begin(customer, ada), customer });

    for (const { conv, customer } of talks) {
      const customers = Array.from({ length: 3 }, () => [customer.principal, 'customer'] as const);
      const agents = Array.from({ length: 2 }, () => ['ada', 'agent'] as const);
      const staff = Array.from({ length: 3 }, () => ['sue', 'staff'] as const);
      for (const [principal, role] of [...customers, ...agents, ...staff])
        this.#followers.push(await this.#follow(conv, principal, role));
    }

    this.#ends = Date.now() + seconds * 1000;
    await Promise.all([
      this.#sends(talks, () => ada),
      this.#sends(talks, ({ customer }) => customer),
      ...talks.map((talk, place) => this.#comeAndGo(talk, ada, place)),
      this.#killAndRestart(),
    ]);
    for (const { conv } of talks)
      await ada.does({ ...byKey, f: 'completeInteraction', conv, variables: { id: conv } });
    await this.#settle();
    for (const { conv, customer } of talks) await this.#dump(conv, customer.principal, sue);
    await this.#dumpLog(talks);
  }

  get #isOver(): boolean {
    return Date.now() > this.#ends;
  }

  async #caller(principal: string, role: keyof typeof scopes): Promise<Caller> {
    const token = await tokenFor(scopes[role], { subject: principal, tenant });
    return new Caller(principal, token, {
      urls: this.#gateways.urls,
      recorder: this.#recorder,
      mischief: 0.03,
    });
  }

  async #follow(
    conv: string,
    principal: string,
    role: FollowerOptions['role'],
    more: Partial<FollowerOptions> = {},
  ): Promise<Follower> {
    const token = await tokenFor(scopes[role], { subject: principal, tenant });
    const client = `${principal} ${++this.#count}`;
    const { urls } = this.#gateways;
    return new Follower({ client, principal, role, conv, token, urls, recorder: this.#recorder, ...more });
  }

  async #begin(customer: Caller, agent: Caller): Promise<string> {
    const { interaction } = await customer.does({
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

  /** Routing may offer it a moment after it was asked for. */
  async #accept(agent: Caller, conv: string): Promise<void> {
    const query = 'query ($id: ID!) { interaction(id: $id) { id } }';
    while ((await agent.query(query, { id: conv }).catch(() => ({ interaction: null }))).interaction === null)
      await delay(20);
    await agent.does({ ...byKey, f: 'acceptInteraction', conv, variables: { id: conv } });
  }

  async #sends(talks: readonly Talk[], who: (talk: Talk) => Caller): Promise<void> {
    for (let place = 0; !this.#isOver; place++) {
      const talk = talks[place % talks.length];
      if (talk === undefined) return;
      const sender = who(talk);
      const isAgent = sender.principal === 'ada';
      const visibility = isAgent && place % 10 === 9 ? 'AGENTS' : 'EVERYONE';
      if (isAgent && place % 20 === 19)
        await sender.does({
          f: 'updateAttachedData',
          types: '$id: ID!, $key: ID!, $attributes: JSON!',
          arguments: 'id: $id, idempotencyKey: $key, attributes: $attributes',
          variables: { id: talk.conv, attributes: { place } },
          conv: talk.conv,
        });
      await this.#say(sender, talk.conv, `${sender.principal} ${place}`, visibility);
      await delay(5 + Math.random() * 30);
    }
  }

  async #say(sender: Caller, conv: string, text: string, visibility = 'EVERYONE'): Promise<void> {
    await sender.does({
      f: 'sendMessage',
      types: '$id: ID!, $key: ID!, $text: String!, $visibility: Visibility!',
      arguments: 'id: $id, clientMessageId: $key, text: $text, visibility: $visibility',
      variables: { id: conv, text, visibility },
      conv,
      bodyHash: hashOf(text),
    });
  }

  /** A colleague comes in, follows with two clients, says something, and leaves; the clients go on trying, and must get nothing. */
  async #comeAndGo({ conv }: Talk, host: Caller, place: number): Promise<void> {
    for (let round = 0; !this.#isOver; round++) {
      const name = `guest-${place}-${round}`;
      const guest = await this.#caller(name, 'agent');
      await this.#untilDone(() => guest.query('mutation { setAgentState(state: IDLE) { state } }', {}));
      await host.does({
        f: 'inviteUser',
        types: '$id: ID!, $key: ID!, $agentId: ID!',
        arguments: 'id: $id, idempotencyKey: $key, agentId: $agentId',
        variables: { id: conv, agentId: name },
        conv,
      });
      await this.#accept(guest, conv);
      for (let client = 0; client < 2; client++)
        this.#guests.push(await this.#follow(conv, name, 'agent', { triesWhenForbidden: 4 }));
      await delay(300 + Math.random() * 700);
      await this.#say(guest, conv, `${name} was here`);
      await guest.does({ ...byKey, f: 'leaveConference', conv, variables: { id: conv } });
    }
  }

  async #killAndRestart(): Promise<void> {
    const total = this.#ends - Date.now();
    const times = Math.max(1, Math.floor(total / killEveryMs));
    for (let round = 0; round < times; round++) {
      await delay(total / (times + 1));
      const place = round % 2;
      await this.#gateways.kill(place);
      await delay(awayMs);
      await this.#gateways.start(place);
    }
  }

  /** Also while a gateway is away: none of the run's own questions may end it. */
  async #untilDone<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      const answer = await ask().catch(() => undefined);
      if (answer !== undefined) return answer;
      await delay(50);
    }
  }

  /** Everybody stays connected now, and has ten seconds to come to the end. */
  async #settle(): Promise<void> {
    const all = [...this.#followers, ...this.#guests];
    for (const follower of all) follower.settle();
    await Promise.race([
      Promise.all(this.#followers.map(({ done }) => done)),
      delay(settleMs, undefined, { ref: false }),
    ]);
    await Promise.all(all.map((follower) => follower.stop()));
  }

  /** What there is, as those who may see everything read it. */
  async #dump(conv: string, customer: string, staff: Caller): Promise<void> {
    const { interaction } = (await this.#untilDone(() =>
      staff.query('query ($id: ID!) { interaction(id: $id) { participants { id agent { username } } } }', {
        id: conv,
      }),
    )) as { interaction: { participants: { id: string; agent: { username: string } | null }[] } };
    const people = new Map(
      interaction.participants.map(({ id, agent }) => [id, agent?.username ?? customer]),
    );
    let after: string | undefined;
    for (;;) {
      const variables = { id: conv, ...(after === undefined ? {} : { after }) };
      const answer = (await this.#untilDone(() => staff.query(historyPage, variables))) as {
        interaction: { history: ShownEvent[] };
      };
      const { history } = answer.interaction;
      for (const event of history)
        this.#recorder.write(finalOf(conv, event, people.get(event.participant?.id ?? '') ?? null));
      after = history.at(-1)?.eventId;
      if (after === undefined) return;
    }
  }

  /** The numbers, from the log itself: readers do not see the system's own events. */
  async #dumpLog(talks: readonly Talk[]): Promise<void> {
    const client = new MongoClient(this.#database.uri);
    try {
      const log = client.db(this.#database.name).collection<{ seq: number; facts: unknown[] }>('events');
      for (const { conv } of talks) {
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

interface Talk {
  readonly conv: string;
  readonly customer: Caller;
}

const byKey = { types: '$id: ID!, $key: ID!', arguments: 'id: $id, idempotencyKey: $key' };

const historyPage = `query ($id: ID!, $after: ID) {
  interaction(id: $id) { history(afterEventId: $after, limit: 200) { ${eventFields} } }
}`;

const naturalId = (id: string): string => {
  const plain = Buffer.from(id, 'base64url').toString();
  return plain.slice(plain.indexOf(':') + 1);
};
