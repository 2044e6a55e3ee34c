import type { CompanyOperations } from '../companies/operations.ts';
import type { ErasedChecks } from '../erasure/erasure-checks.ts';
import type { RejectionCode } from '../model.ts';
import { quoted } from '../parse/fields.ts';
import type { Rejected } from '../../shared/import-batch.ts';
import type { Take, StoreOutcome } from './store-events.ts';
import type { IncomingEvent } from './parse-event.ts';

/** Why an event is not taken. */
export interface EventRejection extends Rejected {
  readonly code: RejectionCode;
}

export type Admit = ReturnType<typeof createAdmit>;

/** Takes events that were understood, so far as the tenant takes them: what every door asks, and who replays a dead letter. */
export const createAdmit =
  ({
    take,
    ofAgents,
    erased,
  }: { readonly take: Take; readonly erased: ErasedChecks } & Pick<CompanyOperations, 'ofAgents'>) =>
  /** @returns what became of each */
  async (
    tenant: string,
    understood: readonly IncomingEvent[],
  ): Promise<readonly (StoreOutcome | 'erased' | EventRejection)[]> => {
    const [companies, { gone, settle }] = await Promise.all([
      ofAgents(tenant, understood.flatMap(agentsCompany)),
      erased.among(tenant, understood),
    ]);
    const refusals = understood.map((one) => (gone.has(one) ? 'erased' : refusalOf(one, companies)));
    const good = understood.filter((_, index) => refusals[index] === undefined);
    const outcomes = (await take(tenant, good)).values();
    await settle();
    return refusals.map((refusal) => {
      if (refusal !== undefined) return refusal;
      const outcome = outcomes.next();
      if (outcome.done === true) throw new Error('Fewer outcomes than events.');
      return outcome.value;
    });
  };

/** Whose the agent is that an event tells of: at most one. Everything else that events tell is kept by company. */
const agentsCompany = ({ event, content }: IncomingEvent): readonly string[] =>
  content.of === 'agent' && event.companyId !== undefined ? [event.companyId] : [];

function refusalOf(one: IncomingEvent, companies: ReadonlySet<string>): EventRejection | undefined {
  const stranger = agentsCompany(one).find((companyId) => !companies.has(companyId));
  return stranger === undefined
    ? undefined
    : {
        code: 'OTHER_COMPANY',
        rejected: {
          path: ['CompanyId'],
          reason: `${quoted(stranger)} is another company than the one whose agents this tenant has: see setAgentCompany`,
        },
      };
}
