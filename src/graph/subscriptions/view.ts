import type { Caller } from '../../auth/index.ts';
import { GraphContext } from '../context.ts';
import type { Planner } from '../selection.ts';

/** What of a caller decides what is seen. Callers of one view see the same of what is shared. */
type View = Pick<Caller, 'tenant' | 'kind' | 'scopes'>;

export const viewKey = ({ tenant, kind, scopes }: View): string =>
  `${tenant} ${kind} ${[...scopes].sort().join(' ')}`;

/**
 * What an execution carries whose result many get: a view, and nobody. No resolver under it can learn who one of them is, so what it
 * makes is for all of them.
 */
export class ViewContext extends GraphContext {
  constructor({ tenant, kind, scopes }: View, plan: Planner) {
    super({ tenant, kind, scopes, id: '', expiresAt: Number.POSITIVE_INFINITY }, plan);
  }
}
