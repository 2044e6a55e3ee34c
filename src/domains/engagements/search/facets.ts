/** A stage of a MongoDB aggregation. */
export type Stage = Readonly<Record<string, unknown>>;

/** Stored path of each facet. */
const facetPaths = {
  agents: '$agentUsername',
  skills: '$search.skill',
  agentGroups: '$info.agentGroupId',
  channels: '$info.channel',
  alertedMcs: '$info.alertedMcs',
  days: { $dateToString: { date: '$startTime', format: '%Y-%m-%d' } },
} as const;

export type FacetName = keyof typeof facetPaths;
export interface FacetRow {
  readonly value: string | null;
  readonly count: number;
}

export const maxFacetRows = 100;
const maxDays = 400;

/** Counts all facets in one pass over the matches. */
export const facetStages = (names: readonly FacetName[]): readonly Stage[] => [
  { $project: { _id: 0, ...Object.fromEntries(names.map((name) => [name, facetPaths[name]])) } },
  {
    $facet: Object.fromEntries(
      names.map((name) => [
        name,
        [
          { $group: { _id: `$${name}`, count: { $sum: 1 } } },
          { $sort: name === 'days' ? { _id: -1 } : { count: -1, _id: 1 } },
          { $limit: name === 'days' ? maxDays : maxFacetRows },
          ...(name === 'days' ? [{ $sort: { _id: 1 } }] : []),
          // Missing values are absent, or empty text in sort keys.
          { $project: { _id: 0, count: 1, value: { $cond: [{ $in: ['$_id', ['', null]] }, null, '$_id'] } } },
        ],
      ]),
    ),
  },
];
