import type { Caller } from '../../../auth/index.ts';
import { bind } from '../../../kernel/bind.ts';
import { invalid } from '../../../kernel/errors.ts';
import { checkedId } from '../../../kernel/global-id.ts';
import type { FeedDependencies } from '../dependencies.ts';
import { namespaceOf } from '../identity.ts';
import { checkCanSeeFeeds } from '../model.ts';
import { erase, type ErasureReport } from './erase.ts';
import { customerHash, maxNameLength } from './lookup-hashes.ts';

interface ErasureArguments {
  readonly customer?: readonly string[] | null | undefined;
  readonly tasks?: readonly string[] | null | undefined;
}

export type ErasureOperations = ReturnType<typeof createErasureOperations>;

const maxNames = 20;
const maxTasks = 100;
/** A limit per call. The report's `isDone` is false if more events exist. */
const maxFound = 100;

export const createErasureOperations = (deps: FeedDependencies) => bind(deps, { eraseFeedData });

/** Erases personal data of a customer or of tasks. Idempotent, also concurrently: a repeated call erases the rest. */
async function eraseFeedData(
  deps: FeedDependencies,
  caller: Caller,
  { customer, tasks }: ErasureArguments,
): Promise<ErasureReport> {
  checkCanSeeFeeds(caller);
  const hashes = checkedNames(customer ?? []).map(customerHash);
  const ids = tasks ?? [];
  if (ids.length > maxTasks) throw invalid('tasks', `has ${ids.length} ids, and may have up to ${maxTasks}`);
  ids.forEach((id, index) => checkedId(`tasks[${index}]`, id));
  if (hashes.length + ids.length === 0) throw invalid('customer', 'or tasks must have a value');
  const found = await deps.events.findByCustomerOrTask(caller.tenant, { hashes, ids }, maxFound + 1);
  const first = found.slice(0, maxFound);
  const report = await erase(deps, caller.tenant, {
    tasks: [
      ...ids.map((id) => ({ id })),
      ...first.flatMap((event) => (event.about ?? []).map((id) => ({ id, ...namespaceOf(event) }))),
    ],
    hashes,
    foundBy: first.map(({ eventId }) => eventId),
  });
  return { ...report, isDone: report.isDone && found.length <= maxFound };
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
