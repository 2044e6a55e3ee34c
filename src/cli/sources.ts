/** A format of files, recognized by the keys of its records. */
interface FileFormat {
  readonly name: string;
  /** Keys at the top level of its records or of its responses. One of them identifies the format. */
  readonly keys: readonly string[];
}

/** The sources of import and export, in alphabetical order. */
const sources: Readonly<Record<string, FileFormat>> = {
  connect: {
    name: 'contact records and agent events of Amazon Connect, with or without envelopes of AWS',
    keys: [
      'AWSContactTraceRecordFormatVersion',
      'LastUpdateTimestamp',
      'CurrentAgentSnapshot',
      'PreviousAgentSnapshot',
      'AgentARN',
      'Records',
      'records',
      'kinesis',
      'detail',
      'data',
    ],
  },
  'connect-agent': {
    name: 'agent events of Amazon Connect',
    keys: ['CurrentAgentSnapshot', 'PreviousAgentSnapshot', 'AgentARN'],
  },
  'connect-contact': {
    name: 'contact records of Amazon Connect',
    keys: ['AWSContactTraceRecordFormatVersion', 'LastUpdateTimestamp'],
  },
  hybris: {
    name: "transcripts of hybris's Interaction Recording",
    keys: ['chatterIds', 'chatterDetails'],
  },
  jacada: {
    name: 'flows of Jacada Interact',
    keys: ['interactionUniqueId', 'fullFlow', 'variableSets'],
  },
  liveperson: {
    name: "LivePerson's history",
    keys: ['interactionHistoryRecords', 'conversationHistoryRecords', 'info'],
  },
  symbee: { name: 'feed events of Symbee Connect', keys: ['ActivityType'] },
};
export const sourceNames = Object.keys(sources);

/** Formats that cannot be imported, with a remedy if there is one. */
const otherFormats: readonly (FileFormat & { readonly remedy?: string })[] = [
  {
    name: 'responses of Jacada Interact without the identifier of the flow',
    keys: ['pageNavigation', 'pageContent'],
    remedy: 'docs/import-export.md shows the record that they belong in.',
  },
  { name: 'analyses of Amazon Connect Contact Lens', keys: ['ConversationCharacteristics'] },
  { name: 'conversation details of Genesys Cloud', keys: ['conversationStart'] },
  { name: 'conversations of Intercom', keys: ['conversation_parts'] },
  { name: 'chats of Zendesk Chat', keys: ['zendesk_ticket_id'] },
];

/**
 * Returns why the beginning of a file cannot be of a source, or undefined if it can be. A file with a key of the source is left to the
 * import, which reports each record.
 * @param head text, which can end anywhere
 */
export function mismatch(source: string, head: string): string | undefined {
  const start = head.replace(/^\uFEFF/, '').trimStart();
  // The import reports other encodings and packed files.
  if (start === '' || start.includes('\0')) return undefined;
  const { keys, isComplete } = readKeys(start);
  if (keys.size === 0 && !/^[{[]/.test(start))
    return `is not JSON: it begins with ${JSON.stringify(start.slice(0, 40))}.`;
  const own = sources[source];
  const has = (key: string) => keys.has(key);
  if (has('engagementId') && has('info'))
    return 'has engagements that `switchboard export ndjson` wrote. They cannot be imported: export with `switchboard export liveperson`.';
  if (own === undefined || own.keys.some(has)) return undefined;
  const [other] = Object.entries(sources).find(([, format]) => format.keys.some(has)) ?? [];
  if (other !== undefined)
    return `looks like ${sources[other]?.name ?? ''}, not like ${own.name}. Import it with: switchboard import ${other}`;
  const foreign = otherFormats.find((format) => format.keys.some(has));
  if (foreign !== undefined)
    return `looks like ${foreign.name}, which cannot be imported. ${foreign.remedy ?? importable()}`;
  if (!isComplete || keys.size === 0) return undefined;
  return `does not look like ${own.name}: its first records have none of the keys ${list(own.keys)}, but ${list([...keys].slice(0, 8))}. ${importable()}`;
}

/** Describes the records of a source. */
export const describeSource = (source: string): string => {
  const { name, keys } = sources[source] ?? { name: source, keys: [] };
  return `${name}, which have one of the keys ${list(keys)}`;
};

/** Lists the sources with their names. */
const importable = (): string =>
  `These can be imported: ${Object.entries(sources)
    .map(([source, { name }]) => `${name} (${source})`)
    .join(', ')}.`;

const list = (keys: readonly string[]): string => keys.map((key) => JSON.stringify(key)).join(', ');

/** Returns the keys of objects that no other object contains, and whether one of the objects ends. */
function readKeys(text: string): { readonly keys: ReadonlySet<string>; readonly isComplete: boolean } {
  const keys = new Set<string>();
  let isComplete = false;
  let depth = 0;
  let before = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*(?:"|$)|[{}:]/gs)) {
    if (token === '{') depth += 1;
    else if (token === '}') {
      depth = Math.max(0, depth - 1);
      isComplete ||= depth === 0;
    } else if (token === ':' && depth === 1 && before.startsWith('"')) keys.add(before.slice(1, -1));
    before = token;
  }
  return { keys, isComplete };
}
