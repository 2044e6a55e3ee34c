import { setTimeout as delay } from 'node:timers/promises';
import { Caller } from './caller.ts';
import { recordFinalState } from './final-state.ts';
import type { SubscriberRole } from './history.ts';
import { ChangeWatcher, TypingWatcher } from './live-watchers.ts';
import type { Principal } from './principal.ts';
import { hashOf, markedText, type Recorder } from './recorder.ts';
import { Subscriber, type SubscriberOptions } from './subscriber.ts';

export interface Conversation {
  readonly tenant: string;
  readonly conv: string;
  readonly customer: Caller;
}

export interface LoadContext {
  readonly urls: () => readonly string[];
  readonly recorder: Recorder;
  /** Aborted if a part of the run fails. */
  readonly failed: AbortSignal;
  /** Aborted when the faults are over. */
  readonly over: AbortSignal;
}

const catchUpMs = 15_000;
const typingEndMs = 9000;
/** An offer that did not arrive within this time has expired. */
const offerMs = 35_000;

/** The load of one tenant: customers and an agent who talk, reconnecting subscribers, readers, and guests who join and leave. */
export class TenantLoad {
  readonly conversations: Conversation[] = [];
  readonly tenant: string;
  readonly #context: LoadContext;
  readonly #subscribers: Subscriber[] = [];
  readonly #guests: Subscriber[] = [];
  readonly #typing: TypingWatcher[] = [];
  readonly #changes: ChangeWatcher[] = [];
  readonly #callers = new Map<string, Promise<Caller>>();
  #count = 0;

  constructor(tenant: string, context: LoadContext) {
    this.tenant = tenant;
    this.#context = context;
  }

  /** Returns the caller of this name, who sometimes aborts and repeats requests. */
  caller(name: string, role: SubscriberRole): Promise<Caller> {
    const known = this.#callers.get(name);
    if (known !== undefined) return known;
    const { urls, recorder, failed } = this.#context;
    const created = Caller.create(this.#principal(name, role), { urls, recorder, failed, faultRate: 0.03 });
    this.#callers.set(name, created);
    return created;
  }

  /** Starts conversations between customers and the agent `ada`, with their subscribers. */
  async begin(count: number): Promise<void> {
    const ada = await this.caller('ada', 'agent');
    const sue = await this.caller('sue', 'staff');
    await this.#untilDone(() =>
      sue.query('mutation { upsertAgent(input: { username: "ada", maxConcurrent: 4 }) { status } }', {}),
    );
    await this.#untilDone(() => ada.query('mutation { setAgentState(state: IDLE) { status } }', {}));
    for (const name of ['ann', 'ben'].slice(0, count)) {
      const customer = await this.caller(name, 'customer');
      const { interaction } = await customer.execute({
        f: 'startInteraction',
        types: '$key: ID!, $nickname: String!',
        arguments: 'input: { clientInteractionId: $key, nickname: $nickname }',
        variables: { nickname: markedText(this.tenant, name) },
        conv: '',
      });
      const conv = interaction?.id ?? '';
      this.conversations.push({ tenant: this.tenant, conv, customer });
      if (!(await this.#accept(ada, conv))) throw new Error('The first offer did not arrive.');
    }
    for (const conversation of this.conversations) this.#subscribeAll(conversation);
  }

  /** Sends messages, reads, types and changes states until the faults are over. */
  async run(): Promise<void> {
    const ada = await this.caller('ada', 'agent');
    await Promise.all([
      this.#sendMessages(() => ada),
      this.#sendMessages(({ customer }) => customer),
      ...this.conversations.flatMap((conversation) => [
        this.#read(conversation, 'sue'),
        this.#read(conversation, conversation.customer.principal.name),
        this.#type(conversation.conv, ada),
        this.#type(conversation.conv, conversation.customer),
      ]),
      this.#changeStates(),
    ]);
  }

  /** Lets guests join and leave until the faults are over. */
  async runGuests(): Promise<void> {
    await Promise.all(
      this.conversations.map((conversation, position) => this.#joinAndLeave(conversation, position)),
    );
  }

  /** Completes the conversations, waits until the subscribers have all events, disconnects all clients and records the final state. */
  async finish(): Promise<void> {
    const { failed, recorder } = this.#context;
    const ada = await this.caller('ada', 'agent');
    if (!failed.aborted) {
      await Promise.all(this.#typing.map((watcher) => watcher.untilNobodyTypes(typingEndMs)));
      for (const { conv } of this.conversations)
        await ada.execute({ ...byKey, f: 'completeInteraction', conv, variables: { id: conv } });
    }
    const all = [...this.#subscribers, ...this.#guests];
    for (const subscriber of all) subscriber.stayConnected();
    if (!failed.aborted)
      await Promise.race([
        Promise.all(this.#subscribers.map(({ done }) => done)),
        delay(catchUpMs, undefined, { ref: false }),
      ]);
    await Promise.all([...all, ...this.#typing, ...this.#changes].map((client) => client.stop()));
    if (failed.aborted) return;
    const sue = await this.caller('sue', 'staff');
    for (const conversation of this.conversations)
      await this.#untilDone(() => recordFinalState(conversation, sue, recorder));
  }

  get #isOver(): boolean {
    return this.#context.over.aborted || this.#context.failed.aborted;
  }

  #principal(name: string, role: SubscriberRole): Principal {
    return { tenant: this.tenant, name, role };
  }

  #subscribe(
    conv: string,
    name: string,
    role: SubscriberRole,
    more: Partial<SubscriberOptions> = {},
  ): Subscriber {
    const { urls, recorder } = this.#context;
    const client = `${this.tenant} ${name} ${++this.#count}`;
    return new Subscriber({ client, principal: this.#principal(name, role), conv, urls, recorder, ...more });
  }

  #subscribeAll({ conv, customer }: Conversation): void {
    const { name } = customer.principal;
    const several: readonly (readonly [string, SubscriberRole, number])[] = [
      [name, 'customer', 1],
      ['ada', 'agent', 1],
      ['sue', 'staff', 2],
    ];
    for (const [principal, role, count] of several)
      for (let position = 0; position < count; position++)
        this.#subscribers.push(this.#subscribe(conv, principal, role));
    for (const [principal, role] of several)
      this.#subscribers.push(this.#subscribe(conv, principal, role, { tokenSeconds: 3 }));
    const { urls, recorder } = this.#context;
    for (const [principal, role] of several)
      this.#typing.push(
        new TypingWatcher({
          client: `${this.tenant} typing ${++this.#count}`,
          principal: this.#principal(principal, role),
          conv,
          urls,
          recorder,
        }),
      );
  }

  /**
   * Waits until routing offers the interaction to the agent, then accepts it twice at once, with different keys. Returns false if no offer
   * arrived before it expired.
   */
  async #accept(agent: Caller, conv: string): Promise<boolean> {
    const query = 'query ($id: ID!) { interaction(id: $id) { id } }';
    const isOffered = async () =>
      (await agent.query(query, { id: conv }).catch(() => ({ interaction: null }))).interaction !== null;
    const deadline = Date.now() + offerMs;
    while (!(await isOffered())) {
      if (this.#context.failed.aborted || Date.now() > deadline) return false;
      await delay(20);
    }
    const accept = () =>
      agent.execute(
        { ...byKey, f: 'acceptInteraction', conv, variables: { id: conv } },
        { expected: ['ALREADY_ACCEPTED', 'NOT_OFFERED'] },
      );
    const answers = await Promise.all([accept(), accept()]);
    return answers.some(({ status }) => status !== 'NOT_OFFERED');
  }

  async #sendMessages(senderOf: (conversation: Conversation) => Caller): Promise<void> {
    for (let position = 0; !this.#isOver; position++) {
      const conversation = this.conversations[position % this.conversations.length];
      if (conversation === undefined) return;
      const sender = senderOf(conversation);
      const { conv } = conversation;
      const isAgent = sender.principal.role === 'agent';
      if (isAgent && position % 20 === 19)
        await sender.execute({
          f: 'updateAttachedData',
          types: '$id: ID!, $key: ID!, $attributes: JSON!',
          arguments: 'id: $id, idempotencyKey: $key, attributes: $attributes',
          variables: { id: conv, attributes: { position } },
          conv,
        });
      await this.#send(sender, conv, `${sender.principal.name} ${position}`, isAgent && position % 10 === 9);
      await delay(20 + Math.random() * 60);
    }
  }

  async #send(sender: Caller, conv: string, text: string, isHidden = false): Promise<void> {
    const key = `${text} ${Math.random().toString(36).slice(2)}`;
    const call = (content: string) => ({
      f: 'sendMessage',
      types: '$id: ID!, $key: ID!, $text: String!, $visibility: Visibility!',
      arguments: 'id: $id, clientMessageId: $key, text: $text, visibility: $visibility',
      variables: { id: conv, text: content, visibility: isHidden ? 'AGENTS' : 'EVERYONE' },
      conv,
      bodyHash: hashOf(content),
    });
    await sender.execute(call(markedText(this.tenant, text)), { key });
    // The key of a message that exists, with another text; and a text that is never allowed, with a new key.
    if (Math.random() < 0.02)
      await sender.execute(call(markedText(this.tenant, 'other')), {
        key,
        expected: ['IDEMPOTENCY_CONFLICT'],
      });
    if (Math.random() < 0.02) await sender.execute(call(' '), { expected: ['INVALID_TEXT'] });
  }

  /** Reads the last events again and again. Sometimes a new subscriber continues where a read ended. */
  async #read({ conv }: Conversation, name: string): Promise<void> {
    const caller = await this.caller(name, name === 'sue' ? 'staff' : 'customer');
    for (let round = 0; !this.#isOver; round++) {
      const last = (await caller.read(conv))?.at(-1);
      if (last !== undefined && round % 30 === 15)
        this.#subscribers.push(this.#subscribe(conv, name, caller.principal.role, { after: last }));
      await delay(200 + Math.random() * 300);
    }
  }

  async #type(conv: string, sender: Caller): Promise<void> {
    const send = (f: string) =>
      sender.attempt(
        { f, types: '$id: ID!', arguments: 'id: $id', variables: { id: conv }, conv, isKeyless: true },
        '',
      );
    while (!this.#isOver) {
      await send('sendStartTypingNotification');
      await delay(Math.random() * 1500);
      await send('sendStopTypingNotification');
      await delay(Math.random() * 1500);
    }
  }

  /** Numbers the changes of an agent's state, which two clients follow. */
  async #changeStates(): Promise<void> {
    const max = await this.caller('max', 'agent');
    const { urls, recorder } = this.#context;
    for (let client = 0; client < 2; client++)
      this.#changes.push(
        new ChangeWatcher({
          client: `${this.tenant} changes ${++this.#count}`,
          principal: this.#principal('sue', 'staff'),
          agent: 'max',
          urls,
          recorder,
        }),
      );
    for (let version = 1; !this.#isOver; version++) {
      await max.execute(
        {
          f: 'setAgentState',
          types: '$reason: String!',
          arguments: 'state: UNAVAILABLE, reason: $reason',
          variables: { reason: String(version) },
          conv: '',
          selection: 'status',
        },
        { key: String(version) },
      );
      await delay(300 + Math.random() * 600);
    }
  }

  /**
   * Invites a guest agent, who subscribes with two clients, sends a message and leaves. The clients keep reconnecting and must receive
   * nothing.
   */
  async #joinAndLeave({ conv }: Conversation, position: number): Promise<void> {
    const host = await this.caller('ada', 'agent');
    for (let round = 0; !this.#isOver; round++) {
      const name = `guest-${position}-${round}`;
      const guest = await this.caller(name, 'agent');
      await this.#untilDone(() => guest.query('mutation { setAgentState(state: IDLE) { status } }', {}));
      await host.execute(
        {
          f: 'inviteUser',
          types: '$id: ID!, $key: ID!, $agentId: ID!',
          arguments: 'id: $id, idempotencyKey: $key, agentId: $agentId',
          variables: { id: conv, agentId: name },
          conv,
        },
        {},
      );
      if (!(await this.#accept(guest, conv))) continue;
      for (let client = 0; client < 2; client++)
        this.#guests.push(this.#subscribe(conv, name, 'agent', { attemptsWhenForbidden: 4 }));
      await delay(300 + Math.random() * 700);
      await this.#send(guest, conv, `${name} was here`);
      await guest.execute({ ...byKey, f: 'leaveConference', conv, variables: { id: conv } });
    }
  }

  /** Repeats a request until it succeeds, so that a fault does not end the run. */
  async #untilDone(request: () => Promise<unknown>): Promise<void> {
    for (;;) {
      this.#context.failed.throwIfAborted();
      const done = await request().then(
        () => true,
        () => false,
      );
      if (done) return;
      await delay(50);
    }
  }
}

const byKey = { types: '$id: ID!, $key: ID!', arguments: 'id: $id, idempotencyKey: $key' };
