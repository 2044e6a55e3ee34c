import type { Caller } from '../../../auth/index.ts';
import type { FlowState } from '../model/index.ts';

/** A customer's token shows the customer's own flows, whatever its scopes. */
export const canSee = (
  caller: Pick<Caller, 'kind' | 'id'>,
  { customer }: Pick<FlowState, 'customer'>,
): boolean => caller.kind !== 'customer' || customer === caller.id;
