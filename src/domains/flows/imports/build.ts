import {
  noKeys,
  initialFlow,
  type FlowKeys,
  type FlowState,
  type FlowStepRecord,
  type FlowVariableSet,
} from '../model/index.ts';
import { firstTimeOf, partsOf, type FlowRecord, type ImportedStep } from './parse/record.ts';

/**
 * Builds a flow from its source records. The newest record with a value wins.
 * @param records oldest first; at least one
 */
export function buildFlow(records: readonly FlowRecord[]): FlowState {
  const newest = <Name extends keyof FlowRecord>(name: Name): FlowRecord[Name] | null =>
    records.findLast((record) => record[name] !== null)?.[name] ?? null;
  const pages = newest('fullFlow') ?? newest('summary') ?? [];
  const startedAt = newest('startedAt') ?? firstTimeOf(pages) ?? earliestOf(records);
  const status = newest('status') ?? 'COMPLETED';
  const entered = withTimes(pages, startedAt);
  const lastTime = latest(startedAt, entered.at(-1)?.enteredAt ?? startedAt);
  const endedAt = status === 'RUNNING' ? null : latest(startedAt, newest('endedAt') ?? lastTime);
  const flow: FlowState = {
    ...initialFlow,
    interactionUniqueId: newest('interactionUniqueId') ?? '',
    title: newest('title'),
    phoneNumber: newest('phoneNumber'),
    status,
    endReason: status === 'RUNNING' ? null : newest('endReason'),
    startedAt,
    endedAt,
    updatedAt: endedAt ?? lastTime,
    keys: keysOf(records),
    customer: newest('customer'),
    steps: withEnds(withIds(entered), endedAt),
    variableSets: variableSetsOf(records),
  };
  return { ...flow, bytes: JSON.stringify(flow).length };
}

type Entered = ImportedStep & { readonly enteredAt: Date };

/** Adds missing times: a page without a time was entered at the time of the page before it. */
function withTimes(pages: readonly ImportedStep[], startedAt: Date): Entered[] {
  let before = startedAt;
  return pages.map((page) => {
    before = page.enteredAt ?? before;
    return { ...page, enteredAt: before };
  });
}

/** Adds missing ids: the page's id, numbered if it repeats, or the step's position. */
function withIds<Step extends ImportedStep>(steps: readonly Step[]): (Step & { readonly id: string })[] {
  const times = new Map<string, number>();
  const taken = new Set<string>();
  return steps.map((step, place) => {
    const name = step.id ?? step.pageId ?? String(place + 1);
    let time = (times.get(name) ?? 0) + 1;
    const called = () => (time === 1 ? name : `${name}-${time}`);
    while (taken.has(called())) time += 1;
    times.set(name, time);
    taken.add(called());
    return { ...step, id: called() };
  });
}

const withEnds = (
  steps: readonly (Entered & { readonly id: string })[],
  endedAt: Date | null,
): readonly FlowStepRecord[] =>
  steps.map((step, place) => {
    const left = step.leftAt ?? steps[place + 1]?.enteredAt ?? endedAt;
    return { ...step, leftAt: left === null ? null : latest(step.enteredAt, left) };
  });

const keysOf = (records: readonly FlowRecord[]): FlowKeys =>
  Object.fromEntries(
    (Object.keys(noKeys) as (keyof FlowKeys)[]).map((key) => [
      key,
      records.findLast(({ keys }) => keys[key] !== null)?.keys[key] ?? null,
    ]),
  ) as unknown as FlowKeys;

/** Returns the variable sets in an order that does not depend on the order of the records. */
function variableSetsOf(records: readonly FlowRecord[]): readonly FlowVariableSet[] {
  const newest = new Map(
    records.flatMap(({ variableSets }) => variableSets ?? []).map((set) => [set.name, set]),
  );
  const names = new Set(
    records
      .toSorted((one, other) => (partsOf(one) < partsOf(other) ? -1 : 1))
      .flatMap(({ variableSets }) => variableSets?.map(({ name }) => name) ?? []),
  );
  return [...names].flatMap((name) => newest.get(name) ?? []);
}

/** Returns the earliest time in the records. Each record has one. */
const earliestOf = (records: readonly FlowRecord[]): Date =>
  records
    .flatMap(({ fullFlow, summary }) => [firstTimeOf(fullFlow), firstTimeOf(summary)])
    .filter((time) => time !== null)
    .reduce((one, other) => (other < one ? other : one));

const latest = (one: Date, other: Date): Date => (other > one ? other : one);
