import type {
  ChangeLine,
  DeliveryLine,
  FinalLine,
  Line,
  OperationLine,
  ReadLine,
  ResourceLine,
  StateLine,
  SubscriberRole,
  TypedLine,
} from './history.ts';

const tenant = 'one';
const tokenEnds = 100_000;
const marks = [tenant];

/** A small, correct history of a run. Tests seed one fault at a time. */
export class SyntheticHistory {
  final: FinalLine[] = [];
  operations: OperationLine[] = [];
  deliveries: DeliveryLine[] = [];
  reads: ReadLine[] = [];
  changes: ChangeLine[] = [];
  typed: TypedLine[] = [];
  resources: ResourceLine[] = [];
  states: StateLine[] = [];
  others: Line[] = [];
  #m = 0;

  constructor() {
    this.#join('ann');
    this.#addOperation('startInteraction', 'ann');
    this.#addEvent('StatusChanged', 'ann', { status: 'QUEUED' });
    this.#join('ada');
    this.#addOperation('acceptInteraction', 'ada');
    this.#addEvent('StatusChanged', 'ada', { status: 'ACTIVE' });
    this.#addEvent('OwnerChanged', 'ada', { owner: 'ada' });
    for (const position of [1, 2, 3]) this.send('ann', `early ${position}`);
    this.#join('bob');
    this.#addOperation('acceptInteraction', 'bob');
    this.send('ada', 'while bob is in');
    this.send('ada', 'psst', 'AGENTS');
    this.#addEvent('ParticipantLeft', 'bob', { subject: 'bob', participant: 'bob' });
    this.#addOperation('leaveConference', 'bob');
    for (const position of [1, 2, 3, 4]) this.send('ada', `late ${position}`);
    // The first response was lost; the retry returned the same event.
    const last = this.operations.at(-1);
    if (last !== undefined)
      this.operations.push({ ...last, out: 'info', eventId: null, code: 'TypeError', aborted: true });
    const refused = this.operation('late 4');
    this.operations.push({ ...refused, key: 'refused', out: 'fail', code: 'INVALID_TEXT', eventId: null });
    this.others.push({ t: 'nem', m: this.#next(), fault: 'gateway killed', target: '2', phase: 'begin' });
    this.others.push({ t: 'nem', m: this.#next(), fault: 'gateway killed', target: '2', phase: 'end' });
    for (const [client, principal, role] of [
      ['desk', 'sue', 'staff'],
      ['phone', 'ann', 'customer'],
      ['bob', 'bob', 'agent'],
    ] as const)
      this.#addSubscriber(client, principal, role);
    for (const count of [5, 3]) this.#addRead(count);
    this.#addLiveState();
    this.others.push({ t: 'log', conv: 'c', seq: 1, facts: 2 });
    for (const { seq } of this.final.slice(2)) this.others.push({ t: 'log', conv: 'c', seq, facts: 1 });
    this.states.push({ t: 'state', conv: 'c', status: 'ACTIVE', owner: 'ada', present: ['ann', 'ada'] });
  }

  get lines(): Line[] {
    return [
      ...this.operations,
      ...this.others,
      ...this.deliveries,
      ...this.reads,
      ...this.changes,
      ...this.typed,
      ...this.resources,
      ...this.states,
      ...this.final,
    ];
  }

  send(actor: string, text: string, visibility: FinalLine['visibility'] = 'EVERYONE'): void {
    this.#addEvent('ChatMessage', actor, { key: text, visibility });
    this.#addOperation('sendMessage', actor, text);
  }

  event(text: string): FinalLine {
    const found = this.final.find(({ key }) => key === text);
    if (found === undefined) throw new Error(`No message has the text ${text}.`);
    return found;
  }

  /** Returns the successful attempt to send a message. */
  operation(text: string): OperationLine {
    const found = this.operations.find(({ key, out }) => key === text && out === 'ok');
    if (found === undefined) throw new Error(`No operation has the key ${text}.`);
    return found;
  }

  /** Returns the delivery of an event to a connection. */
  delivery(subId: string, seq: number): DeliveryLine {
    const found = this.deliveries.find((one) => one.subId === subId && one.seq === seq);
    if (found === undefined) throw new Error(`${subId} did not receive ${seq}.`);
    return found;
  }

  /** Replaces a line by a changed one. */
  change<T extends 'final' | 'operations' | 'deliveries' | 'reads' | 'states'>(
    list: T,
    line: SyntheticHistory[T][number] | undefined,
    changes: Partial<SyntheticHistory[T][number]>,
  ): void {
    const all = this[list] as Line[];
    if (line === undefined || !all.includes(line)) throw new Error('The history has no such line.');
    all[all.indexOf(line)] = { ...line, ...changes };
  }

  #join(principal: string): void {
    this.#addEvent('ParticipantJoined', principal, { subject: principal, participant: principal });
  }

  #addEvent(type: string, actor: string, more: Partial<FinalLine> = {}): void {
    const seq = this.final.length + 1;
    this.final.push({
      t: 'final',
      tenant,
      conv: 'c',
      seq,
      eventId: `e${seq}`,
      epoch: 'e',
      at: seq,
      type,
      actor,
      bodyHash: `hash ${more.key ?? seq}`,
      visibility: 'EVERYONE',
      key: null,
      subject: null,
      participant: null,
      status: null,
      owner: null,
      ...more,
    });
  }

  #addOperation(f: string, principal: string, key: string | null = null): void {
    const event = this.final.at(-1);
    this.operations.push({
      t: 'op',
      m0: this.#next(),
      m1: this.#next(),
      tenant,
      principal,
      tokenEnds,
      marks,
      f,
      conv: 'c',
      key: key ?? `${f} ${principal}`,
      bodyHash: key === null ? null : `hash ${key}`,
      out: 'ok',
      code: 'OK',
      eventId: event?.eventId ?? null,
      aborted: false,
    });
  }

  /** Adds a subscriber with two connections; the second resumes after the last event of the first. */
  #addSubscriber(client: string, principal: string, role: SubscriberRole): void {
    const left = this.final.find(({ type }) => type === 'ParticipantLeft')?.seq ?? 0;
    const visible = this.final.filter(
      ({ type, visibility, seq }) =>
        role === 'staff' ||
        (role === 'customer' ? type !== 'OwnerChanged' && visibility === 'EVERYONE' : seq <= left),
    );
    const half = visible.slice(0, 4);
    for (const [position, part] of [half, visible.slice(4)].entries()) {
      const subId = `${client} ${position + 1}`;
      const after = position === 0 ? null : (half.at(-1)?.seq ?? null);
      const m = this.#next();
      this.others.push({ t: 'sub', m, subId, client, tenant, principal, tokenEnds, role, conv: 'c', after });
      for (const { eventId, conv, seq, type, actor, bodyHash, visibility } of part)
        this.deliveries.push({
          ...{ t: 'evt', m: this.#next(), subId, marks },
          ...{ eventId, conv, seq, type, actor, bodyHash, visibility },
        });
      const reason = position === 0 ? 'dropped' : role === 'agent' ? 'forbidden' : 'quiet';
      this.others.push({ t: 'end', m: this.#next(), subId, reason, marks: [] });
    }
  }

  #addRead(count: number): void {
    const events = this.final.slice(-count).map(({ seq, eventId, bodyHash }) => ({ seq, eventId, bodyHash }));
    const [m0, m1] = [this.#next(), this.#next()];
    this.reads.push({
      t: 'read',
      m0,
      m1,
      tenant,
      principal: 'sue',
      tokenEnds,
      role: 'staff',
      conv: 'c',
      events,
      marks,
    });
  }

  /** Adds changes of an agent's state, typing that ends, and the resources at the end. */
  #addLiveState(): void {
    for (const version of [1, 2, 3]) {
      this.#addOperation('setAgentState', 'max');
      this.change('operations', this.operations.at(-1), { conv: '', key: String(version), eventId: null });
      this.changes.push({ t: 'change', m: this.#next(), client: 'board', agent: 'max', version });
    }
    for (const active of [true, false])
      this.typed.push({ t: 'typed', m: this.#next(), subId: 'typing 1', conv: 'c', by: 'ann', active });
    this.others.push({ t: 'end', m: this.#next(), subId: 'typing 1', reason: 'quiet', marks: [] });
    this.resources.push({
      t: 'resource',
      owner: 'gateway 0',
      name: 'websockets_open',
      value: 0,
      expected: 0,
    });
  }

  #next(): number {
    return ++this.#m;
  }
}
