import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { App } from '../app.ts';
import { importRecords } from '../intake/index.ts';

const directory = new URL('../../samples/', import.meta.url);
export const sampleTenant = 'demo';

const agents = z.array(
  z.object({
    username: z.string(),
    nickname: z.string().optional(),
    skills: z.array(z.string()).optional(),
    maxConcurrent: z.number().optional(),
    reportHierarchy: z.array(z.string()).optional(),
  }),
);

/** Imports the sample interactions into the demonstration's tenant. */
export async function loadSamples(app: App): Promise<void> {
  for (const agent of agents.parse(JSON.parse(await readFile(new URL('agents.json', directory), 'utf8'))))
    await app.agents.upsertAgent({ tenant: sampleTenant }, agent);
  for (const importer of app.importers)
    await importRecords(
      importer,
      sampleTenant,
      createReadStream(new URL(`${importer.source}.json`, directory)),
      {},
    );
}

export interface ExampleOperation {
  readonly name: string;
  /** The first comment of the file. */
  readonly about: string;
  readonly query: string;
  /** The person whose token it needs. The comment "As the …" names the person; the default is the supervisor. */
  readonly who: string;
  /** JSON with the values that the user fills in. */
  readonly variables?: string;
}

/** Reads the operations that GraphiQL opens as tabs and that the server prints at its start. */
export async function readExamples(): Promise<readonly ExampleOperation[]> {
  const folder = new URL('operations/', directory);
  const files = (await readdir(folder))
    .filter((name) => name.endsWith('.graphql'))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  // All operations on a flow use the same flow, which is a new one after each start of the server.
  const given = { id: '', flow: String(Date.now()) };
  return Promise.all(
    files.map(async (file) => {
      const query = await readFile(new URL(file, folder), 'utf8');
      return {
        name: /(?:query|mutation|subscription)\s+(\w+)/.exec(query)?.[1] ?? file,
        about: /^#\s*(.+)$/m.exec(query)?.[1] ?? '',
        query,
        who: /^# As the (\w+):/.exec(query)?.[1] ?? 'supervisor',
        ...variablesOf(query, given),
      };
    }),
  );
}

function variablesOf(
  query: string,
  given: Readonly<Record<string, string>>,
): Pick<ExampleOperation, 'variables'> {
  const used = Object.entries(given).filter(([name]) => query.includes(`$${name}`));
  return used.length === 0 ? {} : { variables: JSON.stringify(Object.fromEntries(used), undefined, 2) };
}
