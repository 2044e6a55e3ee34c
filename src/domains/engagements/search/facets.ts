/** A stage of an aggregation, as MongoDB takes it. */
export type Stage = Readonly<Record<string, unknown>>;

/** What is counted by, each with where it is stored. */
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

/** All of them in one go over what matches. */
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
          // What is not known is stored as nothing, or as an empty text where it is sorted by.
          { $project: { _id: 0, count: 1, value: { $cond: [{ $in: ['$_id', ['', null]] }, null, '$_id'] } } },
        ],
      ]),
    ),
  },
];
