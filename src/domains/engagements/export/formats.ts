import { minify } from '../../../intake/index.ts';
import { sourceText } from '../../shared/source-record.ts';
import type { Fields } from '../../shared/subgraph.ts';
import type { StoredEngagement } from '../store.ts';

export type Json = Readonly<Record<string, unknown>>;

export const exportFormats = ['liveperson', 'ndjson', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Port to the graph: converts engagements to JSON and reads arguments as a query does. */
export interface ExportGraph {
  readonly jsonOf: (names?: readonly string[]) => {
    readonly fields: Fields;
    readonly toJson: (record: object) => Json;
  };
  readonly readArgument: (
    typeName: string,
    value: unknown,
    refuse: (path: readonly (string | number)[], reason: string) => never,
  ) => unknown;
}

export interface ExportWriter {
  /** Stored paths that `write` reads. */
  readonly fields: Fields;
  /** Text before the first record of a new file. */
  readonly head: string;
  /** Returns undefined for an engagement that the format does not have. */
  readonly write: (engagement: StoredEngagement) => string | undefined;
}

/**
 * Creates the writer of a format. `liveperson` writes the verbatim source records and omits engagements of other sources; `ndjson` writes
 * all fields of the graph; `csv` writes the most used fields for spreadsheets.
 * @param hasByteOrderMark whether a `csv` begins with the mark by which spreadsheets recognize UTF-8
 */
export function createExportWriter(
  format: ExportFormat,
  { jsonOf }: Pick<ExportGraph, 'jsonOf'>,
  hasByteOrderMark = true,
): ExportWriter {
  if (format === 'liveperson') return sourceWriter;
  if (format === 'ndjson') {
    const { fields, toJson } = jsonOf();
    return { fields, head: '', write: (engagement) => `${JSON.stringify(toJson(engagement))}\n` };
  }
  const { fields, toJson } = jsonOf(csvColumns.map(([, path]) => path.split('.')[0] ?? path));
  return {
    fields,
    head: (hasByteOrderMark ? '\ufeff' : '') + csvRow(csvColumns.map(([name]) => name)),
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

const transcriptText = (lines: unknown): string =>
  (Array.isArray(lines) ? (lines as readonly Json[]) : [])
    .filter(({ text }) => typeof text === 'string')
    .map(({ by, source, text }) => `${String(by ?? source)}: ${String(text)}`)
    .join('\n');

/** Columns are named after the fields of the graph. The last two are computed from all lines. */
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
  ['transcript', 'lines', transcriptText],
];

const same = (value: unknown): unknown => value;

const valueAt = (json: Json, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Json | null)?.[name], json);

/**
 * Writes a row of RFC 4180: commas as separators, quotes where needed, CR LF at the end. Cells with semicolons and tabs are quoted as well,
 * since spreadsheets can use them as separators.
 */
export const csvRow = (cells: readonly unknown[]): string => `${cells.map(cell).join(',')}\r\n`;

function cell(value: unknown): string {
  const text = textOf(value);
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return value instanceof Date ? spreadsheetTime(value) : JSON.stringify(value);
}

/** Returns `2026-10-05 10:00:00` in UTC. Spreadsheets read neither `T` and `Z` nor milliseconds as a date. */
const spreadsheetTime = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');

/**
 * Detects text that a spreadsheet would compute, including full-width signs and leading invisible characters. Such cells get an apostrophe,
 * since visitors wrote the text. Negative numbers stay numbers.
 */
const isFormula = (text: string): boolean =>
  /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text);
