import type { DeliveryLine, FinalLine, OperationLine, ReadLine } from '../history.ts';
import type { FinalEvents } from './final-events.ts';
import type { Report } from './report.ts';

/** Checks I1 to I5 and I7: compares the responses to callers with the final events. */
export function checkEffects(
  operations: readonly OperationLine[],
  events: FinalEvents,
  report: Report,
): void {
  const sent = Map.groupBy(
    operations.filter(({ key }) => key !== null),
    keyOfOperation,
  );
  const effects = Map.groupBy(
    events.all.filter(({ key }) => key !== null),
    (event) => keyOfEvent(event, events),
  );
  for (const [key, same] of effects) if (same.length > 1) report('I2', `${key} has ${same.length} events`);
  for (const [key, attempts] of sent) {
    checkRefusals(attempts, effects.get(key) ?? [], report);
    checkAnswers(attempts, report);
  }
  checkAcknowledged(operations, events, report);
  for (const ofOne of Map.groupBy(operations, ({ conv }) => conv).values())
    checkRealTime(ofOne, events, report);
}

const keyOf = (...parts: readonly (string | null | undefined)[]): string => JSON.stringify(parts);
const keyOfOperation = ({ tenant, conv, principal, key }: OperationLine) =>
  keyOf(tenant, conv, principal, key);
const keyOfEvent = ({ tenant, conv, actor, key }: FinalLine, events: FinalEvents) =>
  keyOf(tenant, conv, events.principalOf(conv, actor), key);

/** Checks I4: a key whose attempts were all refused has no event. */
function checkRefusals(
  attempts: readonly OperationLine[],
  effects: readonly FinalLine[],
  report: Report,
): void {
  if (effects.length > 0 && attempts.every(({ out }) => out === 'fail'))
    report('I4', `${attempts[0]?.f ?? ''} ${attempts[0]?.key ?? ''} was refused, but has an event`);
}

/** Checks I5: all answers for a key name the same event, and a repetition with other content is refused. */
function checkAnswers(attempts: readonly OperationLine[], report: Report): void {
  const answers = attempts.filter(({ out }) => out === 'ok');
  const name = `${answers[0]?.f ?? ''} ${answers[0]?.key ?? ''}`;
  if (new Set(answers.map(({ eventId }) => eventId)).size > 1)
    report('I5', `${name} has two different answers`);
  if (new Set(answers.map(({ bodyHash }) => bodyHash)).size > 1)
    report('I5', `${name} was accepted with two contents`);
}

/** Checks I1: the event of each acknowledged operation exists with the content that was sent. */
function checkAcknowledged(operations: readonly OperationLine[], events: FinalEvents, report: Report): void {
  for (const { f, conv, key, eventId, bodyHash, out } of operations) {
    if (out !== 'ok' || eventId === null) continue;
    const [event] = events.withId(eventId);
    if (event?.conv !== conv)
      report('I1', `${f} ${key ?? ''} was acknowledged, but its event does not exist`);
    else if (bodyHash !== null && event.bodyHash !== bodyHash)
      report('I1', `${f} ${key ?? ''} was acknowledged, but its event has other content`);
  }
}

/** Checks I7: an operation that ended before another began has the smaller number. Any of several attempts may have taken effect. */
function checkRealTime(operations: readonly OperationLine[], events: FinalEvents, report: Report): void {
  const effects = [...Map.groupBy(operations, keyOfOperation).values()].flatMap((attempts) => {
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

/** Checks I3: each message was sent by its actor, with this content, before anybody saw it. */
export function checkInventions(
  {
    operations,
    deliveries,
    reads,
  }: {
    readonly operations: readonly OperationLine[];
    readonly deliveries: readonly DeliveryLine[];
    readonly reads: readonly ReadLine[];
  },
  events: FinalEvents,
  report: Report,
): void {
  const sent = Map.groupBy(operations, keyOfOperation);
  const seen = new Map<string, number>();
  const see = (eventId: string, m: number) => seen.set(eventId, Math.min(m, seen.get(eventId) ?? Infinity));
  for (const { eventId, m } of deliveries) see(eventId, m);
  for (const { events: read, m1 } of reads) for (const { eventId } of read ?? []) see(eventId, m1);
  for (const event of events.all) {
    if (event.type !== 'ChatMessage') continue;
    const attempts = (sent.get(keyOfEvent(event, events)) ?? []).filter(
      ({ bodyHash }) => bodyHash === event.bodyHash,
    );
    const name = `message ${event.seq} of ${event.conv}`;
    if (attempts.length === 0) report('I3', `${name} was not sent by its participant with this content`);
    else if (Math.min(...attempts.map(({ m0 }) => m0)) > (seen.get(event.eventId) ?? Infinity))
      report('I3', `${name} was seen before it was sent`);
  }
}
