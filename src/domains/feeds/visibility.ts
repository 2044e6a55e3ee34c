import type { Caller } from '../../auth/index.ts';
import { forbidden } from '../../kernel/errors.ts';

/** What feeds tell is of agents' work, so no scope shows it to a customer. */
export const canSeeFeeds = ({ kind }: Pick<Caller, 'kind'>): boolean => kind !== 'customer';

/** @throws FORBIDDEN for a customer, whatever the scopes */
export function checkCanSeeFeeds(caller: Pick<Caller, 'kind'>): void {
  if (!canSeeFeeds(caller)) throw forbidden();
}
