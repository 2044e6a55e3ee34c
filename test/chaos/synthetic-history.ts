import type { DeliveryLine, FinalLine, SubscriberRole, Line, OperationLine } from './history.ts';

/** A small, correct history of a run. Tests seed one fault at a time. */
export class SyntheticHistory {
  readonly final: FinalLine[] = [];
  operations: OperationLine[] = [];
  deliveries: DeliveryLine[] = [];
  others: Line[] = [];
  #m = 0;

  constructor() {
    this.#addEvent('ParticipantJoined', 'ann', { subject: 'ann' });
    this.#addOperation('startInteraction', 'ann');
    this.#addEvent('StatusChanged', 'ann');
    this.#addEvent('ParticipantJoined', 'ada', { subject: 'ada' });
    this.#addOperation('acceptInteraction', 'ada');
    this.#addEvent('OwnerChanged', 'ada');
    for (const position of [1, 2, 3]) this.send('ann', `early ${position}`);
    this.#addEvent('ParticipantJoined', 'bob', { subject: 'bob' });
    this.#addOperation('acceptInteraction', 'bob');
    this.send('ada', 'while bob is in');
    this.send('ada', 'psst', 'AGENTS');
    this.#addEvent('ParticipantLeft', 'bob', { subject: 'bob' });
    this.#addOperation('leaveConference', 'bob');
    for (const position of [1, 2, 3, 4]) this.send('ada', `late ${position}`);
    // The first response was lost; the retry returned the same event.
    const last = this.operations.at(-1);
    if (last !== undefined) this.operations.push({ ...last, out: 'info', eventId: null, code: 'ECONNRESET' });
    this.others.push({ t: 'nem', m: this.#next(), fault: 'kill -9', target: 'gateway 2' });
    for (const [client, principal, role] of [
      ['desk', 'sue', 'staff'],
      ['phone', 'ann', 'customer'],
      ['bob', 'bob', 'agent'],
    ] as const)
      this.#addSubscriber(client, principal, role);
    this.others.push({ t: 'log', conv: 'c', seq: 1, facts: 2 });
    for (const { seq } of this.final.slice(2)) this.others.push({ t: 'log', conv: 'c', seq, facts: 1 });
  }

  get lines(): Line[] {
    return [...this.operations, ...this.others, ...this.deliveries, ...this.final];
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

  /** Returns the delivery of an event to a connection. */
  delivery(subId: string, seq: number): DeliveryLine {
    const found = this.deliveries.find((one) => one.subId === subId && one.seq === seq);
    if (found === undefined) throw new Error(`${subId} did not receive ${seq}.`);
    return found;
  }

  #addEvent(type: string, actor: string, more: Partial<FinalLine> = {}): void {
    const seq = this.final.length + 1;
    this.final.push({
      t: 'final',
      conv: 'c',
      seq,
      eventId: `e${seq}`,
      type,
      actor,
      bodyHash: `hash ${more.key ?? seq}`,
      visibility: 'EVERYONE',
      key: null,
      subject: null,
      ...more,
    });
  }

  #addOperation(f: string, principal: string, key: string | null = null): void {
    const event = this.final.at(-1);
    this.operations.push({
      t: 'op',
      m0: this.#next(),
      m1: this.#next(),
      principal,
      f,
      conv: 'c',
      key: key ?? `${f} ${principal}`,
      bodyHash: key === null ? null : `hash ${key}`,
      out: 'ok',
      code: 'OK',
      eventId: event?.eventId ?? null,
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
      this.others.push({ t: 'sub', m: this.#next(), subId, client, principal, role, conv: 'c', after });
      for (const { t: _, key: __, subject: ___, ...event } of part)
        this.deliveries.push({ t: 'evt', m: this.#next(), subId, ...event });
      const reason = position === 0 ? 'dropped' : role === 'agent' ? 'forbidden' : 'quiet';
      this.others.push({ t: 'end', m: this.#next(), subId, reason });
    }
  }

  #next(): number {
    return ++this.#m;
  }
}
