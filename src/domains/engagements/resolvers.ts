import { parseJson } from '../../kernel/json.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { referTo } from '../shared/subgraph.ts';
import {
  rawValues,
  sdeAttributeTypes,
  type EngagementLine,
  type EngagementRecord,
  type SdeAttribute,
} from './model.ts';
import { visibleTo } from '../shared/visibility.ts';
import type { EngagementOperations } from './operations.ts';

function rawResolvers(): Record<string, Record<string, (item: Record<string, string>) => string | null>> {
  const resolvers: Record<string, Record<string, (item: Record<string, string>) => string | null>> = {};
  for (const [type, fields] of Object.entries(rawValues))
    resolvers[type] = Object.fromEntries(
      Object.entries(fields).map(([name, { of, values }]) => [
        name,
        (item) => item[name] ?? values[item[of] ?? ''] ?? null,
      ]),
    );
  return resolvers;
}

const raw = rawResolvers();

export const createEngagementResolvers = (
  operations: EngagementOperations,
  view: { readonly ipAddress: (address: string) => string },
): Resolvers => ({
  ...raw,
  Query: {
    engagement: (_, { id }, context, info) =>
      operations.readEngagement(context.caller, id, context.fields(info)),
    engagements: (_, args, context, info) =>
      operations.searchEngagements(context.caller, args, context.connectionFields(info)),
  },
  EngagementEdge: {
    highlights: (edge) => edge.highlights(),
  },
  EngagementPages: {
    next: (pages) => pages.next(),
    last: (pages) => pages.last(),
  },
  EngagementFacets: {
    agents: (facets, { first }) => facets.count('agents', first),
    skills: (facets, { first }) => facets.count('skills', first),
    agentGroups: (facets, { first }) => facets.count('agentGroups', first),
    channels: (facets) => facets.count('channels'),
    alertedMcs: (facets) => facets.count('alertedMcs'),
    days: (facets, { timeZone }) => facets.days(timeZone),
    areas: (facets) => facets.areas(),
  },
  Engagement: {
    agent: ({ agentUsername }) => (agentUsername == null ? null : referTo('Agent', agentUsername)),
    customer(engagement) {
      const id = customerIdOf(engagement);
      return id === undefined ? null : referTo('Customer', id);
    },
    interaction: ({ interactionId }) =>
      interactionId == null ? null : referTo('Interaction', interactionId),
    lines: ({ lines }, _, { caller }) => visibleTo(caller, lines),
  },
  EngagementLine: {
    ...raw.EngagementLine,
    json: ({ json }: EngagementLine) => parsed(json),
    quickReplies: ({ quickReplies }: EngagementLine) => parsed(quickReplies),
    contextData: ({ contextData }: EngagementLine) => parsed(contextData),
  },
  EngagementVisitorInfo: {
    ...raw.EngagementVisitorInfo,
    ipAddress: ({ ipAddress }) => (ipAddress == null ? null : view.ipAddress(ipAddress)),
  },
  SdeAttribute: {
    __resolveType: ({ kind }: SdeAttribute) => sdeAttributeTypes[kind],
  },
  OtherSdeAttribute: {
    json: ({ json }) => parsed(json),
  },
});

/** Returns the id that the company's pages report, or the token's id for live interactions. */
function customerIdOf({
  sdes,
  interactionId,
  info,
}: Pick<EngagementRecord, 'sdes' | 'interactionId' | 'info'>): string | undefined {
  for (const { attribute } of sdes)
    if (attribute?.kind === 'CUSTOMER_INFO' && attribute.customerId !== undefined)
      return attribute.customerId;
  return interactionId === undefined ? undefined : info.visitorId;
}

const parsed = (json: string | null | undefined): unknown => (json == null ? null : parseJson(json));

/** Stored paths of the `…Raw` fields, for projections. */
export const rawPaths = (): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(rawValues).flatMap(([type, fields]) =>
      Object.entries(fields).map(([name, { of }]) => [`${type}.${name}`, [name, of]]),
    ),
  );
