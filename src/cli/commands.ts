import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { isTenantName } from '../auth/index.ts';
import type { CommandName } from './command-names.ts';
import { addSettings, configure, explainSetting, singleOption, type Flags } from './settings.ts';
import { sourceNames } from './sources.ts';

type Run = (command: Command) => Promise<number>;

/** Adds the arguments and options of a command. Its implementation is loaded when it runs, so that help is printed without it. */
export function declareCommand(command: Command, setExitCode: (code: number) => void): void {
  const name = command.name() as CommandName;
  const run = declarations[name](command.exitOverride().helpOption('-h, --help', 'print this help'));
  command
    .showHelpAfterError(`Run \`switchboard ${name} --help\` for its options.`)
    .configureOutput({
      outputError(text, write) {
        const [, flag] = /unknown option '--([a-z-]+)'/.exec(text) ?? [];
        write(flag === undefined ? text : `${text}${explainSetting(flag)}`);
      },
    })
    .action(async () => {
      setExitCode(await run(command));
    });
}

const declarations: Readonly<Record<CommandName, (command: Command) => Run>> = {
  serve(command) {
    command.option('--no-samples', 'do not load the samples into an empty database');
    addSettings(command, { SUBGRAPHS: 'A subgraph of another team to join.' });
    return async () => {
      const { serve } = await import('./serve.ts');
      return serve(configure(command), command.opts<{ samples: boolean }>().samples);
    };
  },

  import(command) {
    command
      .addArgument(new Argument('<source>', 'the source of the records').choices(sourceNames))
      .argument('<files...>', 'the files; - is standard input')
      .addOption(tenantOption('the tenant that the records belong to').makeOptionMandatory());
    addSettings(command);
    return async () => {
      const configuration = configure(command);
      const { importCommand } = await import('./import.ts');
      const [source, files] = command.processedArgs as [string, string[]];
      return importCommand(configuration, source, files, command.opts<Flags>().tenant ?? '');
    };
  },

  export(command) {
    command
      .addArgument(
        new Argument(
          '<source>',
          "the source of the records, or ndjson or csv for engagements with the graph's fields",
        ).choices([...sourceNames, 'ndjson', 'csv']),
      )
      .addOption(tenantOption('the tenant of the records').makeOptionMandatory())
      .addOption(singleOption('--from <date-time>', 'only records that start at this time or later'))
      .addOption(singleOption('--to <date-time>', 'only records that start before this time'))
      .addOption(
        singleOption('--filter <json>', 'only engagements that match this EngagementFilter of the graph'),
      )
      .addOption(
        singleOption('--sort <json>', 'the order, as EngagementSort of the graph (default: oldest first)'),
      )
      .addOption(singleOption('--after <cursor>', 'continue after the cursor that an earlier export printed'))
      .addOption(new Option('--no-bom', 'without the byte order mark at the start of a csv'));
    addSettings(command);
    return async () => {
      const configuration = configure(command);
      const { exportCommand } = await import('./export.ts');
      const [source] = command.processedArgs as [string];
      return exportCommand(configuration, source, command.opts());
    };
  },

  replay(command) {
    command
      .addOption(tenantOption('only for this tenant (default: all tenants)'))
      .option(
        '--new-epoch',
        'use this after restoring a backup: the cursors of clients become invalid, and clients get HISTORY_LOST',
      );
    addSettings(command);
    return async () => {
      const configuration = configure(command);
      const { replayCommand } = await import('./replay.ts');
      return replayCommand(configuration, command.opts());
    };
  },

  compose(command) {
    command
      .addOption(singleOption('--out <file>', 'write to this file (default: standard output)'))
      .option(
        '--check',
        'write nothing; exit with 1 if the file of --out (default: schema/supergraph.graphql) differs',
      )
      .option(
        '--scopes',
        'add the scopes of fields, for a router that enforces them; the subgraphs enforce all scopes anyway',
      );
    addSettings(command, {
      SUBGRAPHS:
        'The URL at which the router reaches a domain of ours, which is http://<name>:4000/graphql by default, or a subgraph of another team, whose schema is read from there.',
    });
    return async () => {
      const configuration = configure(command);
      const { composeCommand } = await import('./compose.ts');
      return composeCommand(configuration, command.opts());
    };
  },

  token(command) {
    command
      .addOption(singleOption('--sub <subject>', 'the subject of the token').makeOptionMandatory())
      .addOption(tenantOption('the tenant').makeOptionMandatory())
      .requiredOption('--scope <scopes...>', 'the scopes, with spaces or commas between them')
      .addOption(singleOption('--hours <number>', 'the lifetime in hours, at most 8784 (default: 12)'));
    addSettings(command);
    return async () => {
      const configuration = configure(command);
      const { tokenCommand } = await import('./token.ts');
      return tokenCommand(configuration, command.opts());
    };
  },
};

const tenantOption = (about: string): Option =>
  singleOption('--tenant <name>', about, (name) => {
    if (!isTenantName(name))
      throw new InvalidArgumentError(
        'A tenant name has 1 to 63 letters, digits, dots, dashes and underscores.',
      );
    return name;
  });
