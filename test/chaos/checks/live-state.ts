import type { ChangeLine, EndLine, OperationLine, ResourceLine, TypedLine } from '../history.ts';
import type { FinalEvents } from './final-events.ts';
import type { Report } from './report.ts';

/**
 * Checks I19: each client sees the changes of an agent's state in the order in which the agent made them, and none that it did not make. A
 * change has no idempotency key, so an attempt with an unknown outcome may take effect once more, later than its repetition.
 */
export function checkChanges(
  changes: readonly ChangeLine[],
  operations: readonly OperationLine[],
  report: Report,
): void {
  const nameOf = (agent: string, version: number | string | null) => `${agent} ${version ?? ''}`;
  const attempts = operations.filter(({ f }) => f === 'setAgentState');
  const made = new Set(attempts.map(({ principal, key }) => nameOf(principal, key)));
  const unknown = new Set(
    attempts.filter(({ out }) => out === 'info').map(({ principal, key }) => nameOf(principal, key)),
  );
  for (const [client, seen] of Map.groupBy(changes, (line) => line.client)) {
    let last = 0;
    for (const { agent, version } of seen) {
      const name = nameOf(agent, version);
      if (!made.has(name)) report('I19', `${client} saw change ${version}, which ${agent} did not make`);
      if (version > last) last = version;
      else if (!unknown.has(name)) report('I19', `${client} saw change ${version} of ${agent} after ${last}`);
    }
  }
}

/** Checks I21: after all clients have left, nothing of them remains. */
export function checkResources(resources: readonly ResourceLine[], report: Report): void {
  for (const { owner, name, value, expected } of resources)
    if (value !== expected) report('I21', `${owner}: ${name} is ${value ?? 'unknown'}, not ${expected}`);
}

/**
 * Checks I22: typing comes from participants only, and ends. Typing is lossy, but it ends for each client at the latest 6 seconds after the
 * last start, and the run waits longer than that before its clients leave.
 */
export function checkTyping(
  seen: readonly TypedLine[],
  ends: readonly EndLine[],
  events: FinalEvents,
  report: Report,
): void {
  for (const { subId, conv, by } of seen)
    if (events.principalOf(conv, by) === undefined)
      report('I22', `${subId} saw the typing of ${by}, who never joined ${conv}`);
  const lasting = new Set(ends.filter(({ reason }) => reason === 'quiet').map(({ subId }) => subId));
  for (const ofOne of Map.groupBy(seen, ({ subId, by }) => `${subId} ${by}`).values()) {
    const last = ofOne.at(-1);
    if (last?.active === true && lasting.has(last.subId))
      report('I22', `${last.subId} shows that ${last.by} types, long after the end`);
  }
}
