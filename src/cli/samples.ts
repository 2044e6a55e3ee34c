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
  /** What is to be filled in, as JSON. */
  readonly variables?: string;
}

/** The operations that GraphiQL opens with, and that the server's greeting names. */
export async function readExamples(): Promise<readonly ExampleOperation[]> {
  const folder = new URL('operations/', directory);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(
    files.map(async (file) => {
      const query = await readFile(new URL(file, folder), 'utf8');
      return {
        name: /(?:query|mutation|subscription)\s+(\w+)/.exec(query)?.[1] ?? file,
        about: /^#\s*(.+)$/m.exec(query)?.[1] ?? '',
        query,
        who: /^# As the (\w+):/.exec(query)?.[1] ?? 'supervisor',
        ...(query.includes('$id') ? { variables: JSON.stringify({ id: '' }, undefined, 2) } : {}),
      };
    }),
  );
}
