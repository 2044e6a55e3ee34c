import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { chainsOf, type Chain } from './chains.ts';
import type { DeliveryLine, FinalLine, Line, LogLine, OperationLine } from './history.ts';
import { Membership } from './membership.ts';

/** The invariants of reliability.md, section 4, by its names; `progress`, since what stands still violates nothing. */
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

/** Judges a recorded run. */
export function check(lines: readonly Line[]): Verdict {
  const of = <T extends Line['t']>(t: T) =>
    lines.filter((line): line is Extract<Line, { t: T }> => line.t === t);
  const violations: Violation[] = [];
  const report: Report = (invariant, what) => {
    violations.push({ invariant, what });
  };
  const operations = of('op');
  const events = new Events(of('final'));
  const chains = chainsOf(of('sub'), of('evt'), of('end'));
  const membership = new Membership(of('final'), operations);

  checkEffects(operations, events, report);
  checkLog(of('log'), events, report);
  for (const chain of chains) checkChain(chain, events, membership, report);

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
  if (counts.info === 0) report('progress', 'no outcome was ever unknown');
  if (counts.resumes === 0) report('progress', 'nobody ever resumed');
  if (counts.deliveries === 0) report('progress', 'nothing was ever delivered');
  if (!chains.some(({ isLive }) => isLive)) report('progress', 'no follower was there until the end');
  return { violations, counts };
}

/** What there is in the end: F, by interaction and number. */
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

/** I1, I2, I5, I7: what callers were told, against what there is. */
function checkEffects(operations: readonly OperationLine[], events: Events, report: Report): void {
  const said = Map.groupBy(
    events.all.filter(({ key }) => key !== null),
    ({ conv, actor, key }) => JSON.stringify([conv, actor, key]),
  );
  for (const [key, same] of said) if (same.length > 1) report('I2', `${key} is there ${same.length} times`);

  const keyed = operations.filter(({ key }) => key !== null);
  for (const tries of Map.groupBy(
    keyed,
    ({ principal, conv, key }) => `${principal} ${conv} ${key ?? ''}`,
  ).values()) {
    const answers = tries.filter(({ out }) => out === 'ok');
    const named = new Set(answers.map(({ eventId }) => eventId));
    if (named.size > 1)
      report('I5', `${answers[0]?.f ?? ''} ${answers[0]?.key ?? ''} was answered in two ways`);
  }

  const done = operations.filter(({ out }) => out === 'ok');
  for (const { f, conv, key, eventId, bodyHash } of done) {
    if (eventId === null) continue;
    const [event] = events.withId(eventId);
    if (event?.conv !== conv) report('I1', `${f} ${key ?? ''} was acknowledged, and its event is not there`);
    else if (bodyHash !== null && event.bodyHash !== bodyHash)
      report('I1', `${f} ${key ?? ''} was acknowledged, and is there with other content`);
  }
  for (const ofOne of Map.groupBy(operations, ({ conv }) => conv).values())
    checkRealTime(ofOne, events, report);
}

/** I7: what was answered before another began has the smaller number. Of several tries any may be the one that did it. */
function checkRealTime(operations: readonly OperationLine[], events: Events, report: Report): void {
  const effects = [
    ...Map.groupBy(operations, ({ principal, key }) => `${principal} ${key ?? ''}`).values(),
  ].flatMap((tries) => {
    const answers = tries.filter(({ out }) => out === 'ok');
    const seq = events.withId(answers[0]?.eventId ?? '')[0]?.seq;
    const m0 = Math.min(...tries.map((one) => one.m0));
    return seq === undefined ? [] : [{ m0, m1: Math.min(...answers.map((one) => one.m1)), seq }];
  });
  const byEnd = [...effects].sort((a, b) => a.m1 - b.m1);
  let greatest = 0;
  let next = 0;
  for (const { m0, seq } of effects.sort((a, b) => a.m0 - b.m0)) {
    for (let ended = byEnd[next]; ended !== undefined && ended.m1 < m0; ended = byEnd[++next])
      greatest = Math.max(greatest, ended.seq);
    if (seq < greatest) report('I7', `number ${seq} was given after ${greatest} had been answered`);
  }
}

/** I6: the numbers of an interaction are 1 to n, each once. */
function checkLog(log: readonly LogLine[], events: Events, report: Report): void {
  for (const [conv, appends] of Map.groupBy(log, (line) => line.conv)) {
    let next = 1;
    for (const { seq, facts } of [...appends].sort((a, b) => a.seq - b.seq)) {
      if (seq !== next) report('I6', `${conv}: ${seq} comes where ${next} should`);
      next = seq + facts;
    }
    for (const { seq } of events.in(conv))
      if (seq >= next) report('I6', `${conv}: event ${seq} is shown, and the log ends at ${next - 1}`);
  }
  for (const [conv, all] of Map.groupBy(events.all, (event) => event.conv)) {
    if (new Set(all.map(({ seq }) => seq)).size < all.length)
      report('I6', `${conv}: a number is there twice`);
    if (new Set(all.map(({ eventId }) => eventId)).size < all.length)
      report('I6', `${conv}: an event id is there twice`);
  }
}

/** I8 to I12 and I16: what one follower was shown, over all its connections. */
function checkChain(chain: Chain, events: Events, membership: Membership, report: Report): void {
  const { client, conv, role, principal } = chain;
  const say = (invariant: Invariant, what: string) => {
    report(invariant, `${client} of ${conv}: ${what}`);
  };
  for (const { delivered } of chain.links) {
    let last = 0;
    for (const { seq } of delivered) {
      if (seq <= last) say('I8', `${seq} came after ${last}`);
      last = seq;
    }
  }
  const all = chain.links.flatMap(({ delivered }) => delivered);
  const seen = new Set<number>();
  for (const event of all) {
    if (seen.has(event.seq)) say('I9', `${event.seq} came twice`);
    seen.add(event.seq);
    const there = events.at(conv, event.seq);
    if (there === undefined || !isSame(there, event)) say('I12', `${event.seq} is not what it is in the end`);
    if (!membership.mayBeShown({ role, principal }, event, event.m))
      say('I16', `${principal} was shown ${event.seq} (${event.type})`);
  }

  const z = all.reduce((last, { seq }) => Math.max(last, seq), chain.after);
  const visible = events.in(conv).filter((event) => membership.maySee({ role, principal }, event));
  const missing = visible.filter(({ seq }) => seq > chain.after && seq <= z && !seen.has(seq));
  if (missing.length > 0) say('I10', `${missing.map(({ seq }) => seq).join(', ')} never came`);
  if (chain.historyLost) say('I10', 'it was told that history is lost, and none was');
  const head = visible.at(-1)?.seq ?? 0;
  if (chain.isLive && z < head) say('I11', `it ended at ${z}, and there is ${head}`);
}

const isSame = (a: FinalLine, b: DeliveryLine): boolean =>
  a.eventId === b.eventId && a.type === b.type && a.actor === b.actor && a.bodyHash === b.bodyHash;
