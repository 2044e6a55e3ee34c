/** The commands with their descriptions. Printing the list loads no other module. commands.ts declares the options. */
export const commandDescriptions = {
  serve: 'Run the server. It starts an embedded MongoDB unless MONGODB_URI is set.',
  import:
    "Import the JSON of a source into a tenant: a record, an array, NDJSON or the source's response, with or without gzip.",
  export:
    'Write the records of a source, one per line, or the engagements that a search finds, to standard output.',
  replay: 'Rebuild all projections from the event log. The server can run meanwhile.',
  compose: "Write the supergraph of our domains and other teams' subgraphs to standard output, for a router.",
  token: 'Sign an access token for this server.',
};
export type CommandName = keyof typeof commandDescriptions;
