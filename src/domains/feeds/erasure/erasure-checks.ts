import type { Clock } from '../../../kernel/clock.ts';
import { namespaceOf, sessionIdOf } from '../identity.ts';
import type { IncomingEvent } from '../ingest/parse-event.ts';
import type { DeadLetterStore } from '../dead-letters/store.ts';
import type { DeadLetterRecord } from '../model.ts';
import { matchesNamespace, type Erase, type TaskReference } from './erase.ts';
import { taskHash } from './lookup-hashes.ts';
import type { TombstoneStore } from './store.ts';

export interface ErasedParts {
  readonly tombstones: TombstoneStore;
  readonly letters: DeadLetterStore;
  readonly erase: Erase;
  readonly clock: Clock;
}

/** An event, and what it is of by all ids that something of that may be found by. */
interface NamedEvent {
  readonly one: IncomingEvent;
  readonly tasks: readonly { readonly name: string; readonly task: TaskReference }[];
}

/** An event of an erased task. */
interface ErasedEvent {
  readonly one: IncomingEvent;
  readonly tasks: readonly TaskReference[];
  /** Whether all of them are known to be erased. */
  readonly isWhole: boolean;
}

export interface ErasedAmong {
  /** These are not to be taken. */
  readonly gone: ReadonlySet<IncomingEvent>;
  /**
   * To be done once all others are written: what was erased meanwhile may have been looked for before it was there. And an event that was
   * not taken may be the first to tell by which other ids something of its task is found.
   */
  readonly settle: () => Promise<void>;
}

export type ErasedChecks = ReturnType<typeof createErasedChecks>;

/** Keeps what was erased from coming back, be it sent again, or on its way in while it was erased. */
export function createErasedChecks({ tombstones, letters, erase, clock }: ErasedParts) {
  /** Those of an erased task, or that were erased as letters. */
  async function find(tenant: string, named: readonly NamedEvent[]): Promise<readonly ErasedEvent[]> {
    const names = named.flatMap(({ one, tasks }) => [one.event.eventId, ...tasks.map(({ name }) => name)]);
    const found = Map.groupBy(await tombstones.of(tenant, [...new Set(names)]), ({ name }) => name);
    if (found.size === 0) return [];
    return named.flatMap(({ one, tasks }) => {
      const isErased = ({ name }: NamedEvent['tasks'][number]) =>
        found.get(name)?.some((tombstone) => matchesNamespace(tombstone, one.event)) === true;
      const told = tasks.filter(({ task }) => one.event.about?.includes(task.id));
      if (told.some(isErased))
        return [{ one, tasks: tasks.map(({ task }) => task), isWhole: tasks.every(isErased) }];
      return found.has(one.event.eventId) ? [{ one, tasks: [], isWhole: true }] : [];
    });
  }

  return {
    /** To be asked once for a batch. */
    async among(tenant: string, understood: readonly IncomingEvent[]): Promise<ErasedAmong> {
      const named = understood.filter(tellsOfCustomer).map(namedOf);
      const gone = new Set((await find(tenant, named)).map(({ one }) => one));
      return {
        gone,
        async settle() {
          const found = (await find(tenant, named)).filter(({ one, isWhole }) => !gone.has(one) || !isWhole);
          if (found.length === 0) return;
          await erase(tenant, {
            tasks: found.flatMap(({ tasks }) => tasks),
            names: [],
            foundBy: found.map(({ one }) => one.event.eventId),
          });
        },
      };
    },

    /** The same for letters. */
    settleLetters: async (tenant: string, kept: readonly DeadLetterRecord[]): Promise<void> => {
      const namesOf = ({ letterId, names = [] }: DeadLetterRecord) => [letterId, ...names];
      const found = await tombstones.of(tenant, [...new Set(kept.flatMap(namesOf))]);
      const erased = new Set(found.map(({ name }) => name));
      const ids = kept.filter((letter) => namesOf(letter).some((name) => erased.has(name)));
      await letters.erase(
        tenant,
        ids.map(({ letterId }) => letterId),
        clock.now(),
      );
    },
  };
}

function namedOf(one: IncomingEvent): NamedEvent {
  const { event, content } = one;
  const session = content.of === 'task' ? sessionIdOf(content.record) : undefined;
  const ids = new Set([...(event.about ?? []), ...(session === undefined ? [] : [session])]);
  return {
    one,
    tasks: [...ids].map((id) => ({ name: taskHash(id), task: { id, ...namespaceOf(event) } })),
  };
}

const tellsOfCustomer = ({ content: { of } }: IncomingEvent): boolean =>
  of === 'task' || of === 'contact' || of === 'chat';
