import type { Caller } from '../../../auth/index.ts';
import { invalid } from '../../../kernel/errors.ts';
import { checkedId } from '../../../kernel/global-id.ts';
import type { EventStore } from '../events/store.ts';
import { namespaceOf } from '../identity.ts';
import { checkCanSeeFeeds } from '../visibility.ts';
import type { Erase, ErasureReport } from './erase.ts';
import { maxNameLength, customerHash } from './lookup-hashes.ts';

type Maybe<Value> = Value | null | undefined;

export interface ErasureArguments {
  readonly customer?: Maybe<readonly string[]>;
  readonly tasks?: Maybe<readonly string[]>;
}

export type ErasureOperations = ReturnType<typeof createErasureOperations>;

const maxNames = 20;
const maxTasks = 100;
/** The rest by the next call. */
const maxFound = 100;

export function createErasureOperations({
  events,
  erase,
}: {
  readonly events: EventStore;
  readonly erase: Erase;
}) {
  return {
    /** It may be called again, at once and by several: what is erased stays so, and what is left is found again. */
    async eraseFeedData(caller: Caller, { customer, tasks }: ErasureArguments): Promise<ErasureReport> {
      checkCanSeeFeeds(caller);
      const names = checkedNames(customer ?? []).map(customerHash);
      const ids = tasks ?? [];
      if (ids.length > maxTasks) throw invalid('tasks', `are ${ids.length}, and may be up to ${maxTasks}`);
      ids.forEach((id, index) => checkedId(`tasks[${index}]`, id));
      if (names.length + ids.length === 0) throw invalid('customer', 'or tasks must name something');
      const found = await events.toErase(caller.tenant, { customers: names, about: ids }, maxFound + 1);
      const some = found.slice(0, maxFound);
      const erased = await erase(caller.tenant, {
        tasks: [
          ...ids.map((id) => ({ id })),
          ...some.flatMap((event) => (event.about ?? []).map((id) => ({ id, ...namespaceOf(event) }))),
        ],
        names,
        foundBy: some.map(({ eventId }) => eventId),
      });
      return { ...erased, isDone: erased.isDone && found.length <= maxFound };
    },
  };
}

function checkedNames(customer: readonly string[]): readonly string[] {
  if (customer.length > maxNames)
    throw invalid('customer', `has ${customer.length} names, and may have up to ${maxNames}`);
  customer.forEach((name, index) => {
    if (name.trim() === '' || name.length > maxNameLength)
      throw invalid(`customer[${index}]`, `must have 1 to ${maxNameLength} characters`);
  });
  return customer;
}
