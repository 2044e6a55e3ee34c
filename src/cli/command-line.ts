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
import { reindexCommand } from './reindex.ts';
import { replayCommand } from './replay.ts';
import { tokenCommand } from './token.ts';

/** Checked before anything is started; the importers' own names. */
const sources = ['connect-agent', 'connect-contact', 'hybris', 'jacada', 'liveperson', 'symbee'];

type Flags = Readonly<Record<string, string>>;

/** @returns the exit code */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('switchboard')
    .description('One GraphQL graph over every customer interaction of a contact centre.')
    .exitOverride()
    .showHelpAfterError('Run `switchboard help` to see what there is.');

  const command = (name: string, about: string) => program.command(name).description(about).exitOverride();
  const run = async (action: () => Promise<number>) => {
    exitCode = await action();
  };

  command('serve', 'Run the server, and a MongoDB of its own unless MONGODB_URI is set.')
    .option('--no-samples', 'leave an empty database empty')
    .addOption(subgraphOption("another team's subgraph to join; once for each"))
    .action((flags: Flags & { samples: boolean }) =>
      run(async () => {
        // The other commands have no use for a server, and would carry it in memory.
        const { serve } = await import('./serve.ts');
        return serve(configure(flags), flags.samples);
      }),
    );
  command(
    'import',
    "Read a source's own JSON into a tenant: a record, a list, a record a line, or the source's response; gzip too.",
  )
    .addArgument(new Argument('<source>', 'whose records they are').choices(sources))
    .argument('<files...>', 'the files, or - for standard input')
    .requiredOption('--tenant <tenant>', 'the tenant that the records belong to', tenantName)
    .action((source: string, files: string[], flags: Flags) =>
      run(() => importCommand(configure(flags), source, files, flags.tenant ?? '')),
    );
  command(
    'export',
    'Write what a source sent, one record a line, or the engagements that a search finds, to standard output.',
  )
    .addArgument(
      new Argument(
        '<source>',
        "whose records they are, or ndjson or csv for engagements with the graph's fields",
      ).choices([...sources, 'ndjson', 'csv']),
    )
    .requiredOption('--tenant <tenant>', 'the tenant whose records are written', tenantName)
    .option('--from <date-time>', 'only records that start then or later')
    .option('--to <date-time>', 'only records that start before then')
    .option('--filter <json>', "only engagements that the graph's EngagementFilter finds")
    .option('--sort <json>', "in the order of the graph's EngagementSort; oldest first if left out")
    .option('--after <cursor>', 'go on where an export ended: with the cursor that it told')
    .action((source: string, flags: Flags) => run(() => exportCommand(configure(flags), source, flags)));
  command('replay', 'Make everything that is made of the event log once more; beside a running server too.')
    .option('--tenant <tenant>', 'of this tenant alone', tenantName)
    .option(
      '--new-epoch',
      'after restoring a backup: positions that clients hold are of a past that is gone, and are told so',
    )
    .action((flags: Flags & { newEpoch?: boolean }) => run(() => replayCommand(configure(flags), flags)));
  command(
    'reindex',
    'Make what engagements are found by once more, where an older version made it; beside a running server too.',
  )
    .option('--tenant <tenant>', 'of this tenant alone', tenantName)
    .action((flags: Flags) => run(() => reindexCommand(configure(flags), flags)));
  command(
    'compose',
    "Write the supergraph of our domains and other teams' subgraphs, for a router, to standard output.",
  )
    .addOption(
      subgraphOption(
        'where the router reaches a domain of ours, in place of http://<name>:4000/graphql, or a subgraph of another team, whose schema is then asked for there; once for each',
      ),
    )
    .option('--out <file>', 'write to this file instead')
    .option(
      '--check',
      'write nothing; end with 1 if --out, or else schema/supergraph.graphql, has something else',
    )
    .action((flags: Flags & { check?: boolean }) =>
      run(async () => {
        const { composeCommand } = await import('./compose.ts');
        return composeCommand(configure(flags), flags);
      }),
    );
  command('token', 'Sign a token that this server takes.')
    .requiredOption('--sub <subject>', 'who the caller is')
    .requiredOption('--tenant <tenant>', 'the tenant', tenantName)
    .requiredOption('--scope <scopes...>', 'the scopes')
    .option('--hours <hours>', 'how long it is good for, in hours', '12')
    .action((flags: Flags) => run(() => tokenCommand(configure(flags), flags)));

  for (const made of program.commands) addSettings(made);
  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    // Commander has printed what it has to say.
    if (error instanceof CommanderError) return error.exitCode;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigurationError ? 2 : 1;
  }
}

/** Every command takes every setting as a flag too; its help begins with what is its own. */
function addSettings(command: Command): void {
  command.optionsGroup('Settings, of every command; each is an environment variable too:');
  for (const [variable, { about }] of Object.entries(variables))
    if (!secretVariables.has(variable))
      command.option(`--${toFlag(variable)} <value>`, about.replaceAll('`', ''));
}

/** For people; the environment has all of them in SUBGRAPHS. */
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
      `--tenant is ${JSON.stringify(tenant)}, and may be one of TENANTS: ${[...configuration.TENANTS].join(', ')}`,
    );
  return configuration;
}

function tenantName(name: string): string {
  if (!isTenantName(name))
    throw new InvalidArgumentError(
      'A tenant is named with 1 to 63 letters, digits, dots, dashes and underscores.',
    );
  return name;
}
