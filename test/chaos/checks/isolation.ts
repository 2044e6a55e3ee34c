import type { DeliveryLine, EndLine, OperationLine, ReadLine, SubscriptionLine } from '../history.ts';
import type { FinalEvents } from './final-events.ts';
import type { Report } from './report.ts';

export interface Observations {
  readonly operations: readonly OperationLine[];
  readonly reads: readonly ReadLine[];
  readonly subscriptions: readonly SubscriptionLine[];
  readonly deliveries: readonly DeliveryLine[];
  readonly ends: readonly EndLine[];
}

/** Checks I15: no caller reads or changes an interaction of another tenant, and no received byte contains another tenant's mark. */
export function checkTenants(
  { operations, reads, subscriptions, deliveries, ends }: Observations,
  events: FinalEvents,
  report: Report,
): void {
  const byId = new Map(subscriptions.map((subscription) => [subscription.subId, subscription]));
  const effective = [
    ...operations.filter(({ out }) => out === 'ok').map((line) => ({ line, what: line.f })),
    ...reads.filter(({ events: read }) => read !== null).map((line) => ({ line, what: 'a read' })),
  ];
  for (const { line, what } of effective) {
    const owner = events.tenantOf(line.conv);
    if (owner !== undefined && owner !== line.tenant)
      report('I15', `${what} by ${line.principal} of ${line.tenant} reached ${line.conv} of ${owner}`);
  }
  for (const { subId, conv, seq } of deliveries) {
    const { tenant = '' } = byId.get(subId) ?? {};
    if (events.tenantOf(conv) !== tenant) report('I15', `${subId} of ${tenant} received ${seq} of ${conv}`);
  }
  const marked = [
    ...[...operations, ...reads].map(({ marks, tenant, principal }) => ({
      marks,
      tenant,
      client: principal,
    })),
    ...[...deliveries, ...ends].map(({ marks, subId }) => ({
      marks,
      tenant: byId.get(subId)?.tenant ?? '',
      client: subId,
    })),
  ];
  for (const { marks, tenant, client } of marked)
    for (const mark of marks)
      if (mark !== tenant) report('I15', `${client} of ${tenant} received a text of ${mark}`);
}

/** A process may see the end of a token this much later, in milliseconds. */
const lateMs = 1000;

/** Checks I17: nothing is delivered, read or changed with an expired token. */
export function checkTokens(
  { operations, reads, subscriptions, deliveries }: Observations,
  report: Report,
): void {
  const ends = new Map(subscriptions.map(({ subId, tokenEnds }) => [subId, tokenEnds]));
  for (const { subId, seq, m } of deliveries) {
    const late = m - (ends.get(subId) ?? Infinity);
    if (late > lateMs)
      report('I17', `${subId} received ${seq} ${Math.round(late)} ms after its token expired`);
  }
  for (const { out, f, principal, m0, tokenEnds } of operations)
    if (out === 'ok' && m0 > tokenEnds + lateMs)
      report('I17', `${f} of ${principal} succeeded after its token expired`);
  for (const { events, principal, m0, tokenEnds } of reads)
    if (events !== null && m0 > tokenEnds + lateMs)
      report('I17', `a read of ${principal} succeeded after its token expired`);
}
