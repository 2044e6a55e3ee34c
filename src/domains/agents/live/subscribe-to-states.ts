import { DomainError, slowConsumer, unavailable } from '../../../kernel/errors.ts';
import { LiveSource, type LiveItem } from '../../shared/live-source.ts';
import { isWithin, type HierarchyPath } from '../hierarchy.ts';
import type { StateChangeRecord } from '../history/state-change.ts';
import type { StateSubscriptions } from './state-subscriptions.ts';

export interface FollowedAgents {
  readonly tenant: string;
  /** All, if undefined. */
  readonly usernames: ReadonlySet<string> | undefined;
  /** Those who have it at the time of the change. */
  readonly skill: string | undefined;
  /** Those who stand at this node or below it then. */
  readonly hierarchy: HierarchyPath | undefined;
}

/** A follower who is further behind than this subscribes again. */
const maxWaiting = 1000;

/**
 * @param readCurrent the state of each agent at the moment, to begin with; undefined to begin with the first change
 */
export function subscribeToStates(
  feed: StateSubscriptions,
  { tenant, usernames, skill, hierarchy }: FollowedAgents,
  readCurrent: (() => Promise<readonly StateChangeRecord[]>) | undefined,
): LiveSource {
  return new LiveSource((sink) => {
    // The records are shared by all who wait for them, so that what waits here is little more than its position.
    const waiting: LiveItem[] = [];
    let limit = maxWaiting;
    let closed = false;
    /** What happens while the present state is read, which comes first. */
    let held: StateChangeRecord[] | undefined = readCurrent === undefined ? undefined : [];
    const known = new Map<string, StateChangeRecord>();

    const stop = feed.subscribe(tenant, {
      needsProfile: skill !== undefined || hierarchy !== undefined,
      get room() {
        return held === undefined ? limit - waiting.length : maxWaiting - held.length;
      },
      hear(change, { skills, reportHierarchy }) {
        if (usernames?.has(change.username) === false) return;
        if (skill !== undefined && !skills.includes(skill)) return;
        const path = change.fed?.reportHierarchy ?? [];
        if (hierarchy !== undefined && !isWithin(path.length > 0 ? path : reportHierarchy, hierarchy)) return;
        if (held === undefined) tell(change);
        else if (held.length < maxWaiting) held.push(change);
        else end(slowConsumer());
      },
    });
    if (readCurrent !== undefined)
      readCurrent().then(begin, (error: unknown) => {
        end(error instanceof DomainError ? error : unavailable(error));
      });

    function begin(current: readonly StateChangeRecord[]): void {
      limit += current.length;
      const meanwhile = held ?? [];
      held = undefined;
      for (const change of current) {
        known.set(change.username, change);
        push(change);
      }
      meanwhile.forEach(tell);
    }

    function tell(change: StateChangeRecord): void {
      const current = known.get(change.username);
      if (current === undefined || !isIncluded(change, current)) push(change);
    }

    function push(value: StateChangeRecord): void {
      if (closed) return;
      const item: LiveItem = value.isCurrent === true ? { value } : { value, share: nameOf(tenant, value) };
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
      stop();
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

/** Whether the state that was told at first shows it already. What is late shows nothing of the present, and is told. */
const isIncluded = ({ seq, fed, at }: StateChangeRecord, current: StateChangeRecord): boolean =>
  fed === undefined
    ? seq <= current.seq
    : !fed.isLate &&
      current.newestFed != null &&
      (at < current.newestFed.at ||
        fed.eventId === current.newestFed.eventId ||
        current.fedBefore?.has(fed.eventId) === true);

const nameOf = (tenant: string, { username, seq, fed }: StateChangeRecord): string =>
  fed === undefined ? `agent:${tenant}:${username}:${seq}` : `agent:${tenant}:fed:${fed.eventId}`;
