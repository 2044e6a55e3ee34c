import type { FeedDependencies } from '../dependencies.ts';
import { namespaceOf, sessionIdOf } from '../identity.ts';
import type { IncomingEvent } from '../ingest/parse-event.ts';
import type { DeadLetterRecord } from '../model.ts';
import { erase, matchesNamespace, type TaskReference } from './erase.ts';
import { taskHash } from './lookup-hashes.ts';

/** An event with all ids under which data of its task is stored. */
interface Candidate {
  readonly incoming: IncomingEvent;
  readonly tasks: readonly { readonly hash: string; readonly task: TaskReference }[];
}

/** An event of an erased task. */
interface ErasedEvent {
  readonly incoming: IncomingEvent;
  readonly tasks: readonly TaskReference[];
  /** Whether every id has a tombstone. */
  readonly isComplete: boolean;
}

export interface ErasureCheck {
  /** Events that must not be stored. */
  readonly erased: ReadonlySet<IncomingEvent>;
  /**
   * Has to run after the other events are stored. It erases events whose task was erased during the batch, before they were stored. It
   * also erases data under further ids of an erased task that an event of this batch contains.
   */
  readonly eraseConcurrent: () => Promise<void>;
}

/** Finds the events of a batch whose data was erased, so that a repeated or concurrent delivery does not restore it. */
export async function checkErasure(
  deps: FeedDependencies,
  tenant: string,
  incoming: readonly IncomingEvent[],
): Promise<ErasureCheck> {
  const candidates = incoming.filter(hasCustomer).map(candidateOf);
  const erased = new Set((await findErased(deps, tenant, candidates)).map(({ incoming }) => incoming));
  return {
    erased,
    async eraseConcurrent() {
      const found = (await findErased(deps, tenant, candidates)).filter(
        ({ incoming, isComplete }) => !erased.has(incoming) || !isComplete,
      );
      if (found.length > 0)
        await erase(deps, tenant, {
          tasks: found.flatMap(({ tasks }) => tasks),
          hashes: [],
          foundBy: found.map(({ incoming }) => incoming.event.eventId),
        });
    },
  };
}

/** Stores dead letters, and erases those whose data was erased before or concurrently. */
export async function addDeadLetters(
  { deadLetters, tombstones, clock }: FeedDependencies,
  tenant: string,
  added: readonly DeadLetterRecord[],
): Promise<void> {
  await deadLetters.add(tenant, added);
  const namesOf = ({ letterId, names = [] }: DeadLetterRecord) => [letterId, ...names];
  const found = new Set((await tombstones.find(tenant, added.flatMap(namesOf))).map(({ name }) => name));
  const erased = added.filter((letter) => namesOf(letter).some((name) => found.has(name)));
  await deadLetters.erase(
    tenant,
    erased.map(({ letterId }) => letterId),
    clock.now(),
  );
}

/** Returns the events whose task has a tombstone, and those that were erased as dead letters. */
async function findErased(
  { tombstones }: FeedDependencies,
  tenant: string,
  candidates: readonly Candidate[],
): Promise<readonly ErasedEvent[]> {
  const names = candidates.flatMap(({ incoming, tasks }) => [
    incoming.event.eventId,
    ...tasks.map(({ hash }) => hash),
  ]);
  const found = Map.groupBy(await tombstones.find(tenant, names), ({ name }) => name);
  if (found.size === 0) return [];
  return candidates.flatMap(({ incoming, tasks }) => {
    const { event } = incoming;
    const isErased = ({ hash }: Candidate['tasks'][number]) =>
      found.get(hash)?.some((tombstone) => matchesNamespace(tombstone, event)) === true;
    if (tasks.some((one) => event.about?.includes(one.task.id) === true && isErased(one)))
      return [{ incoming, tasks: tasks.map(({ task }) => task), isComplete: tasks.every(isErased) }];
    return found.has(event.eventId) ? [{ incoming, tasks: [], isComplete: true }] : [];
  });
}

function candidateOf(incoming: IncomingEvent): Candidate {
  const { event, content } = incoming;
  const session = content.of === 'task' ? sessionIdOf(content.record) : undefined;
  const ids = new Set([...(event.about ?? []), ...(session === undefined ? [] : [session])]);
  return {
    incoming,
    tasks: [...ids].map((id) => ({ hash: taskHash(id), task: { id, ...namespaceOf(event) } })),
  };
}

const hasCustomer = ({ content: { of } }: IncomingEvent): boolean =>
  of === 'task' || of === 'contact' || of === 'chat';
