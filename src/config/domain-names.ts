/** The domains of the graph, by the names of their files in schema/. */
export const domainNames = [
  'transcripts',
  'engagements',
  'agents',
  'feeds',
  'flows',
  'interactions',
  'customers',
  'nodes',
] as const;
