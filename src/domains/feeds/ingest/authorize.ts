import type { Rejected } from '../../shared/import-batch.ts';
import { allowedCompanies } from '../companies/operations.ts';
import type { FeedDependencies } from '../dependencies.ts';
import { checkErasure } from '../erasure/erasure-checks.ts';
import type { RejectionCode } from '../model.ts';
import { quoted } from '../parse/fields.ts';
import type { IncomingEvent } from './parse-event.ts';
import { storeEvents, type StoreOutcome } from './store-events.ts';

/** The reason why an event is rejected. */
export interface EventRejection extends Rejected {
  readonly code: RejectionCode;
}

/**
 * Stores the events that the tenant may store. It rejects events about agents of companies that are not allowed, and skips events whose
 * data was erased. All ingestion and the replay of dead letters use it.
 * @returns one outcome per event, in the same order
 */
export async function storeAuthorized(
  deps: FeedDependencies,
  tenant: string,
  incoming: readonly IncomingEvent[],
): Promise<readonly (StoreOutcome | 'erased' | EventRejection)[]> {
  const [companies, { erased, eraseConcurrent }] = await Promise.all([
    allowedCompanies(deps, tenant, incoming.flatMap(agentCompanyOf)),
    checkErasure(deps, tenant, incoming),
  ]);
  const refused = incoming.map((one) => (erased.has(one) ? 'erased' : rejectionOf(one, companies)));
  const authorized = incoming.filter((_, index) => refused[index] === undefined);
  const outcomes = (await storeEvents(deps, tenant, authorized)).values();
  await eraseConcurrent();
  return refused.map((one) => {
    if (one !== undefined) return one;
    const outcome = outcomes.next();
    if (outcome.done === true) throw new Error('Fewer outcomes than events.');
    return outcome.value;
  });
}

/** Returns the company of the agent in an event. Other events are stored by company, so any company is allowed. */
const agentCompanyOf = ({ event, content }: IncomingEvent): readonly string[] =>
  content.of === 'agent' && event.companyId !== undefined ? [event.companyId] : [];

function rejectionOf(one: IncomingEvent, companies: ReadonlySet<string>): EventRejection | undefined {
  const unknown = agentCompanyOf(one).find((companyId) => !companies.has(companyId));
  return unknown === undefined
    ? undefined
    : {
        code: 'OTHER_COMPANY',
        rejected: {
          path: ['CompanyId'],
          reason: `${quoted(unknown)} is another company than the one whose agents this tenant has: see setAgentCompany`,
        },
      };
}
