import type { GraphQLSchema } from 'graphql';
import { minify } from '../../../intake/index.ts';
import { sourceText } from '../../shared/source-record.ts';
import type { Fields } from '../../shared/subgraph.ts';
import type { StoredEngagement } from '../store.ts';
import { csvRow } from './csv.ts';
import { createGraphJson, type Json } from './graph-json.ts';

export const exportFormats = ['liveperson', 'ndjson', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportWriter {
  /** What must be read of an engagement. */
  readonly fields: Fields;
  /** What comes before the first record, if the file begins here. */
  readonly head: string;
  /** Undefined for what this format does not have. */
  readonly write: (engagement: StoredEngagement) => string | undefined;
}

export interface ExportView {
  readonly schema: GraphQLSchema;
  readonly ipAddress: (address: string) => string;
}

/**
 * How engagements are written: `liveperson` gives back the source's records to the letter, which leaves out those that never were
 * LivePerson's; `ndjson` has the graph's fields; `csv` the most asked for of them, for a spreadsheet.
 */
export function createExportWriter(format: ExportFormat, { schema, ipAddress }: ExportView): ExportWriter {
  if (format === 'liveperson') return sourceWriter;
  const { toJson, fields } = createGraphJson(schema, { ipAddress });
  if (format === 'ndjson')
    return { fields, head: '', write: (engagement) => `${JSON.stringify(toJson(engagement))}\n` };
  return {
    fields: Object.fromEntries(csvColumns.map(([, path]) => [storedPath(path), 1] as const)),
    head: csvRow(csvColumns.map(([name]) => name)),
    write(engagement) {
      const json = toJson(engagement);
      return csvRow(csvColumns.map(([, path, read]) => (read ?? same)(valueAt(json, path))));
    },
  };
}

const sourceWriter: ExportWriter = {
  fields: { source: 1 },
  head: '',
  write: ({ source }) => (source.record === undefined ? undefined : `${minify(sourceText(source.record))}\n`),
};

type Column = readonly [name: string, path: string, read?: (value: unknown) => unknown];

const count = (list: unknown): number => (Array.isArray(list) ? list.length : 0);

const said = (lines: unknown): string =>
  (Array.isArray(lines) ? (lines as readonly Json[]) : [])
    .filter(({ text }) => typeof text === 'string')
    .map(({ by, source, text }) => `${String(by ?? source)}: ${String(text)}`)
    .join('\n');

/** A column is named for its field in the graph, but for the two that are made of all lines. */
const csvColumns: readonly Column[] = [
  ...[
    'engagementId',
    'startTime',
    'endTime',
    'duration',
    'agent.username',
    'info.accountId',
    'info.realTimeId',
    'info.visitorId',
    'info.visitorName',
    'info.isInteractive',
    'info.agentId',
    'info.agentNickname',
    'info.agentGroupId',
    'info.agentGroupName',
    'info.skillId',
    'info.skillName',
    'info.channel',
    'info.channelRaw',
    'info.startReason',
    'info.startReasonDesc',
    'info.endReason',
    'info.endReasonDesc',
    'info.ended',
    'info.isPartial',
    'info.alertedMcs',
    'info.chatMcs',
    'info.csat',
    'info.chatStartUrl',
    'campaign.campaignId',
    'campaign.campaignName',
    'visitorInfo.country',
    'visitorInfo.city',
    'visitorInfo.device',
    'summary',
    'erasedAt',
  ].map((path): Column => [path, path]),
  ['lineCount', 'lines', count],
  ['transcript', 'lines', said],
];

const same = (value: unknown): unknown => value;

const storedPath = (path: string): string =>
  path === 'agent.username' ? 'agentUsername' : (path.split('.')[0] ?? path);

const valueAt = (json: Json, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Json | null)?.[name], json);
