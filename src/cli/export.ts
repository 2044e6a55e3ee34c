import { z } from 'zod';
import type { App } from '../app.ts';
import type { Configuration } from '../config/index.ts';
import { exportFormats } from '../domains/engagements/index.ts';
import { exportRecords, type Importer } from '../intake/index.ts';
import { parseDateTime } from '../kernel/date-time.ts';
import { exportSearch, type SearchFlags } from './export-search.ts';
import { createOutput } from './output.ts';
import { withApp } from './with-app.ts';

/** @throws an error that lists the known sources */
export function importerOf(app: App, source: string): Importer {
  const importer = app.importers.find((candidate) => candidate.source === source);
  if (importer === undefined)
    throw new Error(
      `Unknown source ${source}. The sources are: ${app.importers.map((known) => known.source).join(', ')}.`,
    );
  return importer;
}

interface ExportFlags extends SearchFlags {
  readonly from?: string;
  readonly to?: string;
  readonly tenant?: string;
}

export function exportCommand(
  configuration: Configuration,
  source: string,
  flags: ExportFlags,
): Promise<number> {
  const range = { ...bound('from', flags.from), ...bound('to', flags.to) };
  const { filter, sort, after, tenant = '' } = flags;
  const { data: format } = z.enum(exportFormats).safeParse(source);
  const search = Object.fromEntries(Object.entries({ filter, sort, after }).filter(([, given]) => given));
  const isSearch = format !== undefined && (format !== 'liveperson' || Object.keys(search).length > 0);
  if (!isSearch && Object.keys(search).length > 0)
    throw new Error(
      `--${Object.keys(search)[0] ?? ''} can only be used with ${exportFormats.join(', ')}, which export the engagements of a search.`,
    );
  return withApp(configuration, async (app, tools) => {
    if (isSearch)
      return exportSearch(
        app,
        { ...search, ...(flags.bom === undefined ? {} : { bom: flags.bom }), format, tenant, range },
        tools,
      );
    const output = createOutput(process.stdout, tools.signal);
    for await (const record of exportRecords(importerOf(app, source), tenant, range))
      if (output.stopped || !(await output.write(record))) break;
    await output.flushed();
    return output.stopped ? 130 : 0;
  });
}

function bound<Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, Date>> {
  if (text === undefined) return {};
  const date = parseDateTime(text) ?? parseDateTime(`${text}T00:00:00Z`);
  if (date === undefined)
    throw new Error(
      `--${name} is ${JSON.stringify(text)}, but must be a date-time like 2026-11-21T09:30:00Z, or a date.`,
    );
  return { [name]: date } as Partial<Record<Name, Date>>;
}
