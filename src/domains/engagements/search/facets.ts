/** A stage of a MongoDB aggregation. */
export type Stage = Readonly<Record<string, unknown>>;

/** Stored path of each facet. */
const facetPaths = {
  agents: '$agentUsername',
  skills: '$search.skill',
  agentGroups: '$info.agentGroupId',
  channels: '$info.channel',
  alertedMcs: '$info.alertedMcs',
} as const;

/** Name of a facet. The days of each time zone are a facet of their own. */
export type FacetName = keyof typeof facetPaths | `days ${string}`;

const timeZoneOf = (name: FacetName): string | undefined =>
  name.startsWith('days ') ? name.slice('days '.length) : undefined;

const pathOf = (name: FacetName): unknown => {
  const timezone = timeZoneOf(name);
  return timezone === undefined
    ? facetPaths[name as keyof typeof facetPaths]
    : { $dateToString: { date: '$startTime', format: '%Y-%m-%d', timezone } };
};
export interface FacetRow {
  readonly value: string | null;
  readonly count: number;
}

export const maxFacetRows = 100;
const maxDays = 400;

/** Counts all facets in one pass over the matches. */
export const facetStages = (names: readonly FacetName[]): readonly Stage[] => [
  { $project: { _id: 0, ...Object.fromEntries(names.map((name, index) => [`f${index}`, pathOf(name)])) } },
  {
    $facet: Object.fromEntries(
      names.map((name, index) => [
        `f${index}`,
        [
          { $group: { _id: `$f${index}`, count: { $sum: 1 } } },
          ...(timeZoneOf(name) === undefined
            ? [{ $sort: { count: -1, _id: 1 } }, { $limit: maxFacetRows }]
            : [{ $sort: { _id: -1 } }, { $limit: maxDays }, { $sort: { _id: 1 } }]),
          // Missing values are absent, or empty text in sort keys.
          { $project: { _id: 0, count: 1, value: { $cond: [{ $in: ['$_id', ['', null]] }, null, '$_id'] } } },
        ],
      ]),
    ),
  },
];
