import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { subscriberHistories, type SubscriberHistory } from './subscriber-histories.ts';
import type { DeliveryLine, FinalLine, Line, LogLine, OperationLine } from './history.ts';
import { Membership } from './membership.ts';

/** The invariants of reliability.md, section 4. `progress` is added because an idle system violates none of them. */
export type Invariant =
  'I1' | 'I2' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10' | 'I11' | 'I12' | 'I16' | 'progress';

export interface Violation {
  readonly invariant: Invariant;
  readonly what: string;
}

export interface Verdict {
  readonly violations: readonly Violation[];
  readonly counts: Readonly<
    Record<'ok' | 'fail' | 'info' | 'events' | 'deliveries' | 'resumes' | 'faults', number>
  >;
}

type Report = (invariant: Invariant, what: string) => void;

export async function readHistory(path: string): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of createInterface({ input: createReadStream(path) }))
    if (line !== '') lines.push(JSON.parse(line) as Line);
  return lines;
}

/** Checks the invariants on a recorded run. */
export function check(lines: readonly Line[]): Verdict {
  const of = <T extends Line['t']>(t: T) =>
    lines.filter((line): line is Extract<Line, { t: T }> => line.t === t);
  const violations: Violation[] = [];
  const report: Report = (invariant, what) => {
    violations.push({ invariant, what });
  };
  const operations = of('op');
  const events = new Events(of('final'));
  const subscribers = subscriberHistories(of('sub'), of('evt'), of('end'));
  const membership = new Membership(of('final'), operations);

  checkEffects(operations, events, report);
  checkLog(of('log'), events, report);
  for (const subscriber of subscribers) checkSubscriber(subscriber, events, membership, report);

  const count = (out: OperationLine['out']) => operations.filter((operation) => operation.out === out).length;
  const counts = {
    ok: count('ok'),
    fail: count('fail'),
    info: count('info'),
    events: of('final').length,
    deliveries: of('evt').length,
    resumes: of('sub').filter(({ after }) => after !== null).length,
    faults: of('nem').length,
  };
  const share = counts.ok / Math.max(1, operations.length);
  if (share < 0.8) report('progress', `only ${Math.round(100 * share)} % of the operations succeeded`);
  if (counts.info === 0) report('progress', 'no outcome was unknown');
  if (counts.resumes === 0) report('progress', 'no subscriber resumed');
  if (counts.deliveries === 0) report('progress', 'no event was delivered');
  if (!subscribers.some(({ isLive }) => isLive))
    report('progress', 'no subscriber stayed connected until the end');
  return { violations, counts };
}

/** The final events (F in reliability.md), by interaction and sequence number. */
class Events {
  readonly all: readonly FinalLine[];
  readonly #byNumber = new Map<string, FinalLine>();
  readonly #byId = new Map<string, FinalLine[]>();
  readonly #byConv: Map<string, FinalLine[]>;

  constructor(lines: readonly FinalLine[]) {
    this.all = [...lines].sort((a, b) => a.seq - b.seq);
    this.#byConv = Map.groupBy(this.all, ({ conv }) => conv);
    for (const event of this.all) this.#byNumber.set(`${event.conv} ${event.seq}`, event);
    for (const event of this.all) this.#byId.set(event.eventId, [...this.withId(event.eventId), event]);
  }

  at(conv: string, seq: number): FinalLine | undefined {
    return this.#byNumber.get(`${conv} ${seq}`);
  }
  withId(eventId: string): readonly FinalLine[] {
    return this.#byId.get(eventId) ?? [];
  }
  in(conv: string): readonly FinalLine[] {
    return this.#byConv.get(conv) ?? [];
  }
}

/** Checks I1, I2, I5 and I7: compares the responses to callers with the final events. */
function checkEffects(operations: readonly OperationLine[], events: Events, report: Report): void {
  const byKey = Map.groupBy(
    events.all.filter(({ key }) => key !== null),
    ({ conv, actor, key }) => JSON.stringify([conv, actor, key]),
  );
  for (const [key, same] of byKey) if (same.length > 1) report('I2', `${key} has ${same.length} events`);

  const keyed = operations.filter(({ key }) => key !== null);
  for (const attempts of Map.groupBy(
    keyed,
    ({ principal, conv, key }) => `${principal} ${conv} ${key ?? ''}`,
  ).values()) {
    const answers = attempts.filter(({ out }) => out === 'ok');
    const named = new Set(answers.map(({ eventId }) => eventId));
    if (named.size > 1)
      report('I5', `${answers[0]?.f ?? ''} ${answers[0]?.key ?? ''} has two different answers`);
  }

  const done = operations.filter(({ out }) => out === 'ok');
  for (const { f, conv, key, eventId, bodyHash } of done) {
    if (eventId === null) continue;
    const [event] = events.withId(eventId);
    if (event?.conv !== conv)
      report('I1', `${f} ${key ?? ''} was acknowledged, but its event does not exist`);
    else if (bodyHash !== null && event.bodyHash !== bodyHash)
      report('I1', `${f} ${key ?? ''} was acknowledged, but its event has other content`);
  }
  for (const ofOne of Map.groupBy(operations, ({ conv }) => conv).values())
    checkRealTime(ofOne, events, report);
}

/** Checks I7: an operation that ended before another began has the smaller number. Any of several attempts may have taken effect. */
function checkRealTime(operations: readonly OperationLine[], events: Events, report: Report): void {
  const effects = [
    ...Map.groupBy(operations, ({ principal, key }) => `${principal} ${key ?? ''}`).values(),
  ].flatMap((attempts) => {
    const answers = attempts.filter(({ out }) => out === 'ok');
    const seq = events.withId(answers[0]?.eventId ?? '')[0]?.seq;
    const m0 = Math.min(...attempts.map((one) => one.m0));
    return seq === undefined ? [] : [{ m0, m1: Math.min(...answers.map((one) => one.m1)), seq }];
  });
  const byEnd = [...effects].sort((a, b) => a.m1 - b.m1);
  let greatest = 0;
  let next = 0;
  for (const { m0, seq } of effects.sort((a, b) => a.m0 - b.m0)) {
    for (let ended = byEnd[next]; ended !== undefined && ended.m1 < m0; ended = byEnd[++next])
      greatest = Math.max(greatest, ended.seq);
    if (seq < greatest) report('I7', `number ${seq} was assigned after ${greatest} had been acknowledged`);
  }
}

/** Checks I6: the sequence numbers of an interaction are 1 to n, each once. */
function checkLog(log: readonly LogLine[], events: Events, report: Report): void {
  for (const [conv, appends] of Map.groupBy(log, (line) => line.conv)) {
    let next = 1;
    for (const { seq, facts } of [...appends].sort((a, b) => a.seq - b.seq)) {
      if (seq !== next) report('I6', `${conv}: found number ${seq}, expected ${next}`);
      next = seq + facts;
    }
    for (const { seq } of events.in(conv))
      if (seq >= next) report('I6', `${conv}: event ${seq} exists, but the log ends at ${next - 1}`);
  }
  for (const [conv, all] of Map.groupBy(events.all, (event) => event.conv)) {
    if (new Set(all.map(({ seq }) => seq)).size < all.length)
      report('I6', `${conv}: a sequence number is repeated`);
    if (new Set(all.map(({ eventId }) => eventId)).size < all.length)
      report('I6', `${conv}: an event id is repeated`);
  }
}

/** Checks I8 to I12 and I16: the deliveries to one subscriber over all its connections. */
function checkSubscriber(
  subscriber: SubscriberHistory,
  events: Events,
  membership: Membership,
  report: Report,
): void {
  const { client, conv, role, principal } = subscriber;
  const violation = (invariant: Invariant, what: string) => {
    report(invariant, `${client} of ${conv}: ${what}`);
  };
  for (const { delivered } of subscriber.connections) {
    let last = 0;
    for (const { seq } of delivered) {
      if (seq <= last) violation('I8', `${seq} was delivered after ${last}`);
      last = seq;
    }
  }
  const all = subscriber.connections.flatMap(({ delivered }) => delivered);
  const received = new Set<number>();
  for (const event of all) {
    if (received.has(event.seq)) violation('I9', `${event.seq} was delivered twice`);
    received.add(event.seq);
    const final = events.at(conv, event.seq);
    if (final === undefined || !isSame(final, event))
      violation('I12', `${event.seq} differs from the final event`);
    if (!membership.mayBeDelivered({ role, principal }, event, event.m))
      violation('I16', `${principal} received ${event.seq} (${event.type}) without authorization`);
  }

  const z = all.reduce((last, { seq }) => Math.max(last, seq), subscriber.after);
  const visible = events.in(conv).filter((event) => membership.maySee({ role, principal }, event));
  const missing = visible.filter(({ seq }) => seq > subscriber.after && seq <= z && !received.has(seq));
  if (missing.length > 0) violation('I10', `${missing.map(({ seq }) => seq).join(', ')} not delivered`);
  if (subscriber.historyLost) violation('I10', 'the server reported lost history, but none was lost');
  const head = visible.at(-1)?.seq ?? 0;
  if (subscriber.isLive && z < head) violation('I11', `it ended at ${z}, but the last event is ${head}`);
}

const isSame = (a: FinalLine, b: DeliveryLine): boolean =>
  a.eventId === b.eventId && a.type === b.type && a.actor === b.actor && a.bodyHash === b.bodyHash;
