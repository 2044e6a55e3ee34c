import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import {
  ConfigurationError,
  readConfiguration,
  secretVariables,
  variables,
  type Configuration,
  type VariableName,
} from '../config/index.ts';
import { isTenantName } from '../auth/index.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { replayCommand } from './replay.ts';
import { tokenCommand } from './token.ts';

/** The names of the importers, which are checked before anything is started. */
const sources = ['connect-agent', 'connect-contact', 'hybris', 'jacada', 'liveperson', 'symbee'];

type Flags = Readonly<Record<string, string>>;

/** @returns the exit code */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('switchboard')
    .description('One GraphQL graph over every customer interaction of a contact centre.')
    .exitOverride()
    .showHelpAfterError('Run `switchboard help` for the list of commands.');

  const command = (name: string, about: string) => program.command(name).description(about).exitOverride();
  const run = async (action: () => Promise<number>) => {
    exitCode = await action();
  };

  command('serve', 'Run the server. It starts an embedded MongoDB unless MONGODB_URI is set.')
    .option('--no-samples', 'do not load the samples into an empty database')
    .addOption(subgraphOption("another team's subgraph to join; repeat for each subgraph"))
    .action((flags: Flags & { samples: boolean }) =>
      run(async () => {
        // Loaded only here, so that the other commands do not hold the server in memory.
        const { serve } = await import('./serve.ts');
        return serve(configure(flags), flags.samples);
      }),
    );
  command(
    'import',
    "Import the JSON of a source into a tenant: a record, an array, NDJSON or the source's response, with or without gzip.",
  )
    .addArgument(new Argument('<source>', 'the source of the records').choices(sources))
    .argument('<files...>', 'the files; - is standard input')
    .requiredOption('--tenant <tenant>', 'the tenant that the records belong to', tenantName)
    .action((source: string, files: string[], flags: Flags) =>
      run(() => importCommand(configure(flags), source, files, flags.tenant ?? '')),
    );
  command(
    'export',
    'Write the records of a source, one per line, or the engagements that a search finds, to standard output.',
  )
    .addArgument(
      new Argument(
        '<source>',
        "the source of the records, or ndjson or csv for engagements with the graph's fields",
      ).choices([...sources, 'ndjson', 'csv']),
    )
    .requiredOption('--tenant <tenant>', 'the tenant of the records', tenantName)
    .option('--from <date-time>', 'only records that start at this time or later')
    .option('--to <date-time>', 'only records that start before this time')
    .option('--filter <json>', 'only engagements that match this EngagementFilter of the graph')
    .option('--sort <json>', 'the order, as EngagementSort of the graph; the default is oldest first')
    .option('--after <cursor>', 'continue after the cursor that an earlier export printed')
    .action((source: string, flags: Flags) => run(() => exportCommand(configure(flags), source, flags)));
  command('replay', 'Rebuild all projections from the event log. The server can run meanwhile.')
    .option('--tenant <tenant>', 'only for this tenant', tenantName)
    .option(
      '--new-epoch',
      'use this after restoring a backup: the cursors of clients become invalid, and clients get HISTORY_LOST',
    )
    .action((flags: Flags & { newEpoch?: boolean }) => run(() => replayCommand(configure(flags), flags)));
  command(
    'compose',
    "Write the supergraph of our domains and other teams' subgraphs to standard output, for a router.",
  )
    .addOption(
      subgraphOption(
        'the URL at which the router reaches a domain of ours (default http://<name>:4000/graphql), or a subgraph of another team, whose schema is read from there; repeat for each subgraph',
      ),
    )
    .option('--out <file>', 'write to this file instead of standard output')
    .option(
      '--scopes',
      'add the scopes of fields, for a router that enforces them; the subgraphs enforce all scopes anyway',
    )
    .option(
      '--check',
      'write nothing; exit with 1 if the file of --out (default schema/supergraph.graphql) differs',
    )
    .action((flags: Flags & { check?: boolean }) =>
      run(async () => {
        const { composeCommand } = await import('./compose.ts');
        return composeCommand(configure(flags), flags);
      }),
    );
  command('token', 'Sign an access token for this server.')
    .requiredOption('--sub <subject>', 'the subject of the token')
    .requiredOption('--tenant <tenant>', 'the tenant', tenantName)
    .requiredOption('--scope <scopes...>', 'the scopes')
    .option('--hours <hours>', 'the lifetime in hours', '12')
    .action((flags: Flags) => run(() => tokenCommand(configure(flags), flags)));

  for (const made of program.commands) addSettings(made);
  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    // Commander has printed its message.
    if (error instanceof CommanderError) return error.exitCode;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigurationError ? 2 : 1;
  }
}

/** Adds every setting as a flag, after the command's own flags in its help. */
function addSettings(command: Command): void {
  command.optionsGroup('Settings of every command; each is also an environment variable:');
  for (const [variable, { about }] of Object.entries(variables))
    if (!secretVariables.has(variable))
      command.option(`--${toFlag(variable)} <value>`, about.replaceAll('`', ''));
}

/** A flag for one subgraph. In the environment, SUBGRAPHS lists all subgraphs. */
const subgraphOption = (about: string): Option =>
  new Option('--subgraph <name=url>', about).argParser((entry: string, before: string | undefined) =>
    before === undefined ? entry : `${before},${entry}`,
  );

const toFlag = (variable: string): string => variable.toLowerCase().replaceAll('_', '-');

function configure(flags: Flags): Configuration {
  const given: Partial<Record<VariableName, string>> = {};
  for (const variable of Object.keys(variables) as VariableName[]) {
    const value = flags[toFlag(variable).replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
    if (value !== undefined) given[variable] = value;
  }
  const { subgraph } = flags;
  if (subgraph !== undefined) given.SUBGRAPHS = subgraph;
  const configuration = readConfiguration(given);
  const { tenant } = flags;
  if (tenant !== undefined && configuration.TENANTS?.has(tenant) === false)
    throw new ConfigurationError(
      `--tenant is ${JSON.stringify(tenant)}, but must be one of TENANTS: ${[...configuration.TENANTS].join(', ')}`,
    );
  return configuration;
}

function tenantName(name: string): string {
  if (!isTenantName(name))
    throw new InvalidArgumentError(
      'A tenant name has 1 to 63 letters, digits, dots, dashes and underscores.',
    );
  return name;
}
