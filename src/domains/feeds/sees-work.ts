import type { Caller } from '../../auth/index.ts';
import { forbidden } from '../../kernel/errors.ts';

/** What feeds tell is of agents' work, so no scope shows it to a customer. */
export const seesWork = ({ kind }: Pick<Caller, 'kind'>): boolean => kind !== 'customer';

/** @throws FORBIDDEN for a customer, whatever the scopes */
export function checkSeesWork(caller: Pick<Caller, 'kind'>): void {
  if (!seesWork(caller)) throw forbidden();
}
