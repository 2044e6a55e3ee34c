import { readFile, writeFile } from 'node:fs/promises';
import { domainNames, type Configuration } from '../config/index.ts';
import { readSdl, selectSubgraphs } from '../domains/shared/subgraph.ts';
import { messageOf } from '../kernel/errors.ts';
import { buildSubgraphSdl } from '../graph/index.ts';
import { composeSupergraph, createRemoteExecutor, readServiceSdl } from '../gateway/index.ts';

/** The default URL of a domain for a router. The services of deploy/ have these names. */
const usualUrl = (name: string): string => `http://${name}:4000/graphql`;

interface ComposeFlags {
  readonly out?: string;
  readonly check?: boolean;
  /** Whether the supergraph has the scopes of fields, for a router that enforces them. */
  readonly scopes?: boolean;
}

/** Composes the supergraph without a database, from the SDL in schema/ and the schemas of the other teams' subgraphs. */
export async function composeCommand(
  { DOMAINS, SUBGRAPHS = [], SUBGRAPH_TIMEOUT_MS: timeoutMs }: Configuration,
  { out, check = false, scopes = false }: ComposeFlags,
): Promise<number> {
  const common = readSdl('common');
  const urls = new Map(SUBGRAPHS.map(({ name, url }) => [name, url]));
  const own = selectSubgraphs(
    domainNames.map((name) => ({ name })),
    DOMAINS,
  ).map(({ name }) => ({
    name,
    url: urls.get(name) ?? usualUrl(name),
    sdl: buildSubgraphSdl(common, [readSdl(name)], scopes),
  }));
  const others = SUBGRAPHS.filter(({ name }) => !(domainNames as readonly string[]).includes(name));
  const asked = await Promise.all(
    others.map(async (subgraph) => {
      try {
        const executor = createRemoteExecutor(subgraph, { timeoutMs, tokenOf: () => undefined });
        return { ...subgraph, sdl: await readServiceSdl(executor) };
      } catch (error) {
        return `${subgraph.name} at ${subgraph.url} does not return its schema: ${messageOf(error)}`;
      }
    }),
  );
  const faults = asked.filter((answer) => typeof answer === 'string');
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const remote = asked.filter((answer) => typeof answer !== 'string');
  const supergraph = `${composeSupergraph([...own, ...remote]).trim()}\n`;
  if (check) return compare(supergraph, out);
  if (out === undefined) process.stdout.write(supergraph);
  else await writeFile(out, supergraph);
  return 0;
}

async function compare(supergraph: string, file = 'schema/supergraph.graphql'): Promise<number> {
  if ((await readFile(file, 'utf8').catch(() => '')) === supergraph) return 0;
  process.stderr.write(
    `${file} is not the supergraph of the current subgraphs. Update it: npx switchboard compose --out ${file}\n`,
  );
  return 1;
}
