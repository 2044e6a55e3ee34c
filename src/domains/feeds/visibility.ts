import type { Caller } from '../../auth/index.ts';
import { forbidden } from '../../kernel/errors.ts';

/** Feeds contain the work of agents, so customers do not see them, whatever their scopes. */
export const canSeeFeeds = ({ kind }: Pick<Caller, 'kind'>): boolean => kind !== 'customer';

/** @throws FORBIDDEN for a customer */
export function checkCanSeeFeeds(caller: Pick<Caller, 'kind'>): void {
  if (!canSeeFeeds(caller)) throw forbidden();
}
