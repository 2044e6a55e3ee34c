import type { DeliveryLine, FinalLine, FollowerRole, Line, OperationLine } from './history.ts';

/** A run in which nothing goes wrong, small enough to see: to be spoilt by tests, one fault at a time. */
export class Synthetic {
  readonly final: FinalLine[] = [];
  operations: OperationLine[] = [];
  deliveries: DeliveryLine[] = [];
  others: Line[] = [];
  #m = 0;

  constructor() {
    this.#happens('ParticipantJoined', 'ann', { subject: 'ann' });
    this.#operation('startInteraction', 'ann');
    this.#happens('StatusChanged', 'ann');
    this.#happens('ParticipantJoined', 'ada', { subject: 'ada' });
    this.#operation('acceptInteraction', 'ada');
    this.#happens('OwnerChanged', 'ada');
    for (const place of [1, 2, 3]) this.say('ann', `early ${place}`);
    this.#happens('ParticipantJoined', 'bob', { subject: 'bob' });
    this.#operation('acceptInteraction', 'bob');
    this.say('ada', 'while bob is in');
    this.say('ada', 'psst', 'AGENTS');
    this.#happens('ParticipantLeft', 'bob', { subject: 'bob' });
    this.#operation('leaveConference', 'bob');
    for (const place of [1, 2, 3, 4]) this.say('ada', `late ${place}`);
    // Its answer was lost; the retry is told the same.
    const last = this.operations.at(-1);
    if (last !== undefined) this.operations.push({ ...last, out: 'info', eventId: null, code: 'ECONNRESET' });
    this.others.push({ t: 'nem', m: this.#next(), fault: 'kill -9', target: 'gateway 2' });
    for (const [client, principal, role] of [
      ['desk', 'sue', 'staff'],
      ['phone', 'ann', 'customer'],
      ['bob', 'bob', 'agent'],
    ] as const)
      this.#follow(client, principal, role);
    this.others.push({ t: 'log', conv: 'c', seq: 1, facts: 2 });
    for (const { seq } of this.final.slice(2)) this.others.push({ t: 'log', conv: 'c', seq, facts: 1 });
  }

  get lines(): Line[] {
    return [...this.operations, ...this.others, ...this.deliveries, ...this.final];
  }

  say(actor: string, text: string, visibility: FinalLine['visibility'] = 'EVERYONE'): void {
    this.#happens('ChatMessage', actor, { key: text, visibility });
    this.#operation('sendMessage', actor, text);
  }

  event(text: string): FinalLine {
    const found = this.final.find(({ key }) => key === text);
    if (found === undefined) throw new Error(`Nobody said ${text}.`);
    return found;
  }

  /** What a follower got, by the number; the last of its connections, if it came more than once. */
  delivery(subId: string, seq: number): DeliveryLine {
    const found = this.deliveries.find((one) => one.subId === subId && one.seq === seq);
    if (found === undefined) throw new Error(`${subId} did not get ${seq}.`);
    return found;
  }

  #happens(type: string, actor: string, more: Partial<FinalLine> = {}): void {
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

  #operation(f: string, principal: string, key: string | null = null): void {
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

  /** Two connections, the second from where the first stopped. */
  #follow(client: string, principal: string, role: FollowerRole): void {
    const left = this.final.find(({ type }) => type === 'ParticipantLeft')?.seq ?? 0;
    const seen = this.final.filter(
      ({ type, visibility, seq }) =>
        role === 'staff' ||
        (role === 'customer' ? type !== 'OwnerChanged' && visibility === 'EVERYONE' : seq <= left),
    );
    const half = seen.slice(0, 4);
    for (const [place, part] of [half, seen.slice(4)].entries()) {
      const subId = `${client} ${place + 1}`;
      const after = place === 0 ? null : (half.at(-1)?.seq ?? null);
      this.others.push({ t: 'sub', m: this.#next(), subId, client, principal, role, conv: 'c', after });
      for (const { t: _, key: __, subject: ___, ...event } of part)
        this.deliveries.push({ t: 'evt', m: this.#next(), subId, ...event });
      const reason = place === 0 ? 'dropped' : role === 'agent' ? 'forbidden' : 'quiet';
      this.others.push({ t: 'end', m: this.#next(), subId, reason });
    }
  }

  #next(): number {
    return ++this.#m;
  }
}
