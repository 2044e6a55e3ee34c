// The records that resolvers return. codegen.ts maps the types of the graph to them.
export type { RefuseArgument, SearchExport } from './export/search-export.ts';
export type * from './model.ts';
export type { EngagementFilter } from './search/arguments.ts';
export type { EngagementEdge, EngagementFacets, EngagementPage, EngagementPages } from './search/page.ts';
export type { StoredEngagement } from './store.ts';
