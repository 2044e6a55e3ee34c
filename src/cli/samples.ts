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

/** Puts the sample interactions into the demonstration's tenant, the way anybody would: through the importers. */
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
  /** The comment at its top: what one sees. */
  readonly about: string;
  readonly query: string;
  /** Whose token it needs: "As the …" says so, else the supervisor's. */
  readonly who: string;
  /** As JSON, with what is to be filled in. */
  readonly variables?: string;
}

/** The operations that GraphiQL opens with, and that the server's greeting names. */
export async function readExamples(): Promise<readonly ExampleOperation[]> {
  const folder = new URL('operations/', directory);
  const files = (await readdir(folder))
    .filter((name) => name.endsWith('.graphql'))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  // Those that are about a flow are about the same one, and about a new one after each start.
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
