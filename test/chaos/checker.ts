import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { checkSubscriber } from './checks/delivery.ts';
import { checkEffects, checkInventions } from './checks/effects.ts';
import { FinalEvents } from './checks/final-events.ts';
import { checkTenants, checkTokens } from './checks/isolation.ts';
import { checkChanges, checkResources, checkTyping } from './checks/live-state.ts';
import { checkLiveness, longestGaps, type Limits } from './checks/liveness.ts';
import { checkLog } from './checks/log.ts';
import { checkReads } from './checks/reads.ts';
import type { Report, Violation } from './checks/report.ts';
import { checkStateMachine } from './checks/state-machine.ts';
import { subscriberHistories } from './subscriber-histories.ts';
import type { Line, OperationLine } from './history.ts';
import { Membership } from './membership.ts';

export interface Verdict {
  readonly violations: readonly Violation[];
  readonly counts: Readonly<
    Record<'ok' | 'fail' | 'info' | 'events' | 'deliveries' | 'reads' | 'resumes' | 'faults', number>
  >;
  /** For each kind of fault: how often, and the longest time without an acknowledged write, in milliseconds. */
  readonly faults: ReturnType<typeof longestGaps>;
}

export async function readHistory(path: string): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of createInterface({ input: createReadStream(path) }))
    if (line !== '') lines.push(JSON.parse(line) as Line);
  return lines;
}

const defaultLimits: Limits = {
  recoveryMs: 5000,
  unknownShare: 0.001,
  deliveryMs: 500,
  openMs: 15_000,
  succeededShare: 0.8,
};

/** Checks the invariants on a recorded run. */
export function check(lines: readonly Line[], limits: Limits = defaultLimits): Verdict {
  const of = <T extends Line['t']>(t: T) =>
    lines.filter((line): line is Extract<Line, { t: T }> => line.t === t);
  const violations: Violation[] = [];
  const report: Report = (invariant, what) => {
    violations.push({ invariant, what });
  };
  const observed = {
    operations: of('op'),
    reads: of('read'),
    subscriptions: of('sub'),
    deliveries: of('evt'),
    ends: of('end'),
    faults: of('nem'),
  };
  const { operations, reads, subscriptions, deliveries, faults } = observed;
  const events = new FinalEvents(of('final'));
  const subscribers = subscriberHistories(subscriptions, deliveries, observed.ends);
  const membership = new Membership(of('final'), operations);

  checkEffects(operations, events, report);
  checkInventions(observed, events, report);
  checkLog(of('log'), events, report);
  for (const subscriber of subscribers) checkSubscriber(subscriber, events, membership, report);
  checkReads(reads, { operations, events, membership }, report);
  checkTenants(observed, events, report);
  checkTokens(observed, report);
  checkStateMachine(of('state'), operations, events, report);
  checkChanges(of('change'), operations, report);
  checkLiveness(observed, limits, report);
  checkResources(of('resource'), report);
  checkTyping(of('typed'), observed.ends, events, report);

  const count = (out: OperationLine['out']) => operations.filter((operation) => operation.out === out).length;
  const counts = {
    ok: count('ok'),
    fail: count('fail'),
    info: count('info'),
    events: events.all.length,
    deliveries: deliveries.length,
    reads: reads.length,
    resumes: subscriptions.filter(({ after }) => after !== null).length,
    faults: faults.filter(({ phase }) => phase === 'begin').length,
  };
  checkProgress(counts, operations, limits.succeededShare, report);
  if (!subscribers.some(({ isLive }) => isLive))
    report('progress', 'no subscriber stayed connected until the end');
  return { violations, counts, faults: longestGaps(operations, faults, limits.recoveryMs) };
}

/** An idle system violates nothing, so a run must have made progress. */
function checkProgress(
  counts: Verdict['counts'],
  operations: readonly OperationLine[],
  succeededShare: number,
  report: Report,
): void {
  const meant = operations.filter(({ out, aborted }) => out !== 'fail' && !aborted).length;
  const share = counts.ok / Math.max(1, meant);
  if (share < succeededShare)
    report('progress', `only ${Math.round(100 * share)} % of the operations succeeded`);
  if (counts.info === 0) report('progress', 'no outcome was unknown');
  if (counts.resumes === 0) report('progress', 'no subscriber resumed');
  if (counts.deliveries === 0) report('progress', 'no event was delivered');
}
