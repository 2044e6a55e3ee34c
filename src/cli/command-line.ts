import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { commandDescriptions } from './command-names.ts';

/** @returns the exit code */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const { version, description } = readPackage();
  const program = new Command('switchboard')
    .description(`${description}.`)
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureHelp({ minWidthToWrap: 20 })
    .showHelpAfterError('Run `switchboard help` for the list of commands.');
  for (const [name, about] of Object.entries(commandDescriptions)) program.command(name).description(about);

  const args = argv.slice(2);
  const [first, second] = args.filter((word) => !word.startsWith('-'));
  const name = first === 'help' ? second : first;
  const command = program.commands.find((candidate) => candidate.name() === name);
  let exitCode = 0;
  try {
    if (command !== undefined) {
      // Loaded only here, because the settings take longer to load than the list of commands to print.
      const { declareCommand } = await import('./commands.ts');
      declareCommand(command, (code) => {
        exitCode = code;
      });
    }
    // For the help of an unknown command, Commander prints the list of commands. For an unknown command, it suggests the nearest one.
    const isUnknown = name !== undefined && command === undefined;
    await program.parseAsync(isUnknown ? [name] : args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed its message.
    if (error instanceof CommanderError) return error.exitCode;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof Error && error.name === 'ConfigurationError' ? 2 : 1;
  }
}

const readPackage = () =>
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
    readonly description: string;
  };
