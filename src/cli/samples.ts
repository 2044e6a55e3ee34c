import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { App } from '../app.ts';
import { interactionIdOf } from '../domains/interactions/index.ts';
import { importRecords } from '../intake/index.ts';
import { toGlobalId } from '../kernel/global-id.ts';

const directory = new URL('../../samples/', import.meta.url);
export const sampleTenant = 'demo';
/** The customer of the conversation that GraphiQL's tabs play. */
export const sampleCustomer = 'C4327014826';

const agents = z.array(
  z.strictObject({
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
  const files = new Set(await readdir(directory));
  for (const importer of app.importers.filter(({ source }) => files.has(`${source}.json`)))
    await importRecords(
      importer,
      sampleTenant,
      createReadStream(new URL(`${importer.source}.json`, directory)),
      {},
    );
}

export interface ExampleOperation {
  readonly name: string;
  /** The first comment of the file, without the person. */
  readonly about: string;
  readonly query: string;
  /** The person whose token it needs. The first comment names the person, as in "As the agent: …". The default is the supervisor. */
  readonly who: string;
  /** JSON with the variables of the operation. */
  readonly variables?: string;
}

/**
 * Reads the operations that GraphiQL opens as tabs and that the server prints at its start, in the order of the files' numbers.
 * @param searchDays the length of the time range of searches, which ends at the end of today in UTC
 */
export async function readExamples(searchDays = 31): Promise<readonly ExampleOperation[]> {
  const folder = new URL('operations/', directory);
  const files = (await readdir(folder))
    .filter((name) => name.endsWith('.graphql'))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  const given = givenVariables(searchDays);
  return Promise.all(
    files.map(async (file) => {
      const query = await readFile(new URL(file, folder), 'utf8');
      const [, who = 'supervisor', about = ''] = /^# (?:As the (\w+): )?(.+)$/m.exec(query) ?? [];
      return {
        name: /^(?:query|mutation|subscription)\s+(\w+)/m.exec(query)?.[1] ?? file,
        about: about.charAt(0).toUpperCase() + about.slice(1),
        query,
        who,
        ...variablesOf(query, given),
      };
    }),
  );
}

/**
 * Returns the values of the operations' variables. All operations on the conversation use the same conversation, and all operations on the
 * flow use the same flow. Both are new after each start of the server.
 */
function givenVariables(searchDays: number): Readonly<Record<string, unknown>> {
  const now = Date.now();
  const dayMs = 24 * 3600 * 1000;
  const tomorrow = now - (now % dayMs) + dayMs;
  const key = String(now);
  const customer = { kind: 'customer', id: sampleCustomer } as const;
  return {
    key,
    interaction: toGlobalId('Interaction', interactionIdOf(customer, key)),
    flow: key,
    span: {
      from: new Date(tomorrow - searchDays * dayMs).toISOString(),
      to: new Date(tomorrow).toISOString(),
    },
  };
}

function variablesOf(
  query: string,
  given: Readonly<Record<string, unknown>>,
): Pick<ExampleOperation, 'variables'> {
  const used = Object.entries(given).filter(([name]) => query.includes(`$${name}:`));
  return used.length === 0 ? {} : { variables: JSON.stringify(Object.fromEntries(used), undefined, 2) };
}
