import type { FinalLine, LogLine } from '../history.ts';
import type { FinalEvents } from './final-events.ts';
import type { Report } from './report.ts';

/**
 * Checks I6: the sequence numbers of an interaction are 1 to n, each once. Event ids are unique and of one epoch, since no run restores a
 * backup. The time of an event is not before that of its predecessor, whichever process stored it.
 */
export function checkLog(log: readonly LogLine[], events: FinalEvents, report: Report): void {
  for (const [conv, appends] of Map.groupBy(log, (line) => line.conv)) {
    let next = 1;
    for (const { seq, facts } of [...appends].sort((a, b) => a.seq - b.seq)) {
      if (seq !== next) report('I6', `${conv}: found number ${seq}, expected ${next}`);
      next = seq + facts;
    }
    for (const { seq } of events.in(conv))
      if (seq >= next) report('I6', `${conv}: event ${seq} exists, but the log ends at ${next - 1}`);
  }
  for (const conv of events.convs) checkIds(conv, events.in(conv), report);
}

function checkIds(conv: string, events: readonly FinalLine[], report: Report): void {
  const distinct = (values: readonly unknown[]) => new Set(values).size;
  if (distinct(events.map(({ seq }) => seq)) < events.length)
    report('I6', `${conv}: a sequence number is repeated`);
  if (distinct(events.map(({ eventId }) => eventId)) < events.length)
    report('I6', `${conv}: an event id is repeated`);
  if (distinct(events.map(({ epoch }) => epoch)) > 1) report('I6', `${conv}: the epoch changed`);
  for (const [position, { seq, at }] of events.entries()) {
    const before = events[position - 1];
    if (before !== undefined && at < before.at)
      report('I6', `${conv}: the time of ${seq} is ${before.at - at} ms before that of ${before.seq}`);
  }
}
