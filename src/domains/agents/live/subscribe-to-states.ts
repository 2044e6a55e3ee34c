import { DomainError, slowConsumer, unavailable } from '../../../kernel/errors.ts';
import { waitForDatabase } from '../../../kernel/retry.ts';
import { LiveSource, type LiveItem } from '../../shared/live-source.ts';
import { isWithin, type HierarchyPath } from '../hierarchy.ts';
import type { StateChangeRecord } from '../history/state-change.ts';
import type { CurrentChange } from './current-changes.ts';
import type { StateSubscriptions } from './state-subscriptions.ts';

export interface StateFilter {
  readonly tenant: string;
  /** All agents if undefined. */
  readonly usernames: ReadonlySet<string> | undefined;
  /** Agents that have the skill at the time of the change. */
  readonly skill: string | undefined;
  /** Agents at this node or below it at the time of the change. */
  readonly hierarchy: HierarchyPath | undefined;
}

export interface StateDelivery {
  /** Reads the change in force of each agent, which is delivered first. If undefined, delivery begins with the first change. */
  readonly readCurrent: (() => Promise<readonly CurrentChange[]>) | undefined;
  /** Whether subscribers with the same scopes share the payloads. False if the subscriber sees more of itself than of others. */
  readonly isShared: boolean;
}

/** A subscriber that is further behind than this number of changes fails with SLOW_CONSUMER. */
const maxWaiting = 1000;

/** Returns a source of the state changes that pass a filter. */
export function subscribeToStates(
  subscriptions: StateSubscriptions,
  { tenant, usernames, skill, hierarchy }: StateFilter,
  { readCurrent, isShared }: StateDelivery,
): LiveSource {
  return new LiveSource((sink) => {
    // All subscribers share the records, so that a waiting item is little more than a position.
    const waiting: LiveItem[] = [];
    let limit = maxWaiting;
    let closed = false;
    /** Changes that come while the changes in force are read, which are delivered first. */
    let meanwhile: StateChangeRecord[] | undefined = readCurrent === undefined ? undefined : [];
    const known = new Map<string, CurrentChange>();

    const unsubscribe = subscriptions.subscribe(tenant, {
      needsProfile: skill !== undefined || hierarchy !== undefined,
      get capacity() {
        return meanwhile === undefined ? limit - waiting.length : maxWaiting - meanwhile.length;
      },
      fail: end,
      take(change, { skills, reportHierarchy }) {
        if (usernames?.has(change.username) === false) return;
        if (skill !== undefined && !skills.includes(skill)) return;
        const path = change.fed?.reportHierarchy ?? [];
        if (hierarchy !== undefined && !isWithin(path.length > 0 ? path : reportHierarchy, hierarchy)) return;
        if (meanwhile === undefined) deliver(change);
        else if (meanwhile.length < maxWaiting) meanwhile.push(change);
        else end(slowConsumer());
      },
    });
    if (readCurrent !== undefined)
      waitForDatabase(readCurrent).then(begin, (error: unknown) => {
        end(error instanceof DomainError ? error : unavailable(error));
      });

    function begin(current: readonly CurrentChange[]): void {
      limit += current.length;
      const missed = meanwhile ?? [];
      meanwhile = undefined;
      for (const one of current) {
        known.set(one.username, one);
        if (one.change !== undefined) push(one.change);
      }
      missed.forEach(deliver);
    }

    function deliver(change: StateChangeRecord): void {
      const current = known.get(change.username);
      if (current === undefined || !isIncluded(change, current)) push(change);
    }

    function push(value: StateChangeRecord): void {
      if (closed) return;
      const item: LiveItem = isShared ? { value, share: `agent:${tenant}:${value.changeId}` } : { value };
      if (waiting.length === 0 && sink.ready) sink.push(item);
      else if (waiting.length < limit) waiting.push(item);
      else end(slowConsumer());
    }

    function end(error: DomainError): void {
      if (closed) return;
      close();
      sink.end(error);
    }

    function close(): void {
      closed = true;
      waiting.length = 0;
      unsubscribe();
    }

    return {
      resume() {
        while (sink.ready) {
          const item = waiting.shift();
          if (item === undefined) return;
          sink.push(item);
        }
      },
      close,
    };
  });
}

/** Whether the agent's document that was read first includes a change already. A late change is never part of the current state. */
const isIncluded = ({ seq, fed, at }: StateChangeRecord, current: CurrentChange): boolean =>
  fed === undefined
    ? seq <= current.seq
    : !fed.isLate &&
      current.newestFed !== null &&
      (at < current.newestFed.at ||
        fed.eventId === current.newestFed.eventId ||
        current.fedBefore.has(fed.eventId));
