import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  ConfigurationError,
  readConfiguration,
  secretVariables,
  variables,
  type Configuration,
  type VariableName,
} from '../config/index.ts';
import type { CommandName } from './command-names.ts';

export type Flags = Readonly<Record<string, string>>;

const databaseSettings = [
  'DATA_DIR',
  'CACHE_DIR',
  'MONGODB_URI',
  'MONGODB_DATABASE',
  'MONGOD_BINARY',
  'MONGODB_TIMEOUT_MS',
  'TENANTS',
  'LOG_LEVEL',
] as const;

/** The settings that each command uses. It has flags for these, and ignores the environment variables of others. */
export const commandSettings: Readonly<Record<CommandName, readonly VariableName[]>> = {
  serve: Object.keys(variables) as VariableName[],
  import: [...databaseSettings, 'PHONE_COUNTRY', 'REDACT_CHATS'],
  export: [...databaseSettings, 'MAX_SEARCH_DAYS', 'MASK_IP_ADDRESSES'],
  replay: databaseSettings,
  compose: ['DOMAINS', 'SUBGRAPHS', 'SUBGRAPH_TIMEOUT_MS'],
  token: [
    'DATA_DIR',
    'AUTH_SECRET',
    'AUTH_JWKS_URL',
    'AUTH_ISSUER',
    'AUTH_AUDIENCE',
    'AUTH_USERNAME_CLAIM',
    'AUTH_TENANT_CLAIM',
    'AUTH_SCOPE_CLAIM',
    'TENANTS',
  ],
};

/**
 * Adds the settings of a command as flags.
 * @param abouts descriptions that differ from those of the table
 */
export function addSettings(
  command: Command,
  abouts: Readonly<Partial<Record<VariableName, string>>> = {},
): void {
  const names = commandSettings[command.name() as CommandName];
  command.optionsGroup('Settings, in order of precedence a flag, an environment variable, the default:');
  for (const name of names)
    if (!secretVariables.has(name)) command.addOption(settingOption(name, abouts[name]));
  const secrets = names.filter((name) => secretVariables.has(name));
  if (secrets.length > 0)
    command.addHelpText(
      'after',
      `\nEnvironment variables without a flag, because every user of a machine can read command lines:\n${secrets
        .map((name) => `  ${name.padEnd(12)} ${aboutOf(name)} (${allowedOf(name)})\n`)
        .join('')}`,
    );
}

/** Returns an option with a value, which is refused if it is given twice. Commander uses the last value. */
export function singleOption(flags: string, about: string, parse = (text: string) => text): Option {
  let before: string | undefined;
  return new Option(flags, about).argParser((text: string) => {
    if (before !== undefined)
      throw new InvalidArgumentError(`It takes one value, and ${JSON.stringify(before)} was given before.`);
    before = text;
    return parse(text);
  });
}

/** Reads the settings of a command from its flags and the environment. */
export function configure(command: Command, environment?: NodeJS.ProcessEnv): Configuration {
  const flags = command.opts<Flags>();
  const given: Partial<Record<VariableName, string>> = {};
  const names = commandSettings[command.name() as CommandName];
  for (const name of names) {
    const value = flags[settingOption(name).attributeName()];
    if (value !== undefined) given[name] = value;
  }
  const configuration = readConfiguration(given, environment, names);
  const { tenant } = flags;
  if (tenant !== undefined && configuration.TENANTS?.has(tenant) === false)
    throw new ConfigurationError(
      `--tenant is ${JSON.stringify(tenant)}, but must be one of TENANTS: ${[...configuration.TENANTS].join(', ')}`,
    );
  return configuration;
}

/** Returns why a command has no such option, if it is a setting, or an empty text. */
export function explainSetting(flag: string): string {
  const name = (Object.keys(variables) as VariableName[]).find((variable) => flagOf(variable) === flag);
  if (name === undefined) return '';
  if (secretVariables.has(name)) return `${name} is an environment variable and has no flag.\n`;
  const users = Object.entries(commandSettings).filter(([, settings]) => settings.includes(name));
  return `--${flag} is an option of: ${users.map(([command]) => command).join(', ')}.\n`;
}

function settingOption(name: VariableName, about = aboutOf(name)): Option {
  const { fallback, behindRouter } = variables[name] as {
    readonly fallback?: string;
    readonly behindRouter?: string;
  };
  const allowed = allowedOf(name);
  const valueName = valueNameOf(name);
  const isList = valueName === 'list';
  const details = [
    ...(allowed === 'any text' ? [] : [allowed]),
    ...(isList ? ['can be repeated'] : []),
    ...(fallback === undefined ? [] : [`default: ${fallback}`]),
    ...(behindRouter === undefined ? [] : [`default with --domains: ${behindRouter}`]),
    `env: ${name}`,
  ];
  // The flag is for one subgraph. The variable lists all of them.
  const flags = `--${flagOf(name)} <${name === 'SUBGRAPHS' ? 'name=url' : valueName}>`;
  const described = `${about} (${details.join('; ')})`;
  return isList
    ? new Option(flags, described).argParser((text: string, before?: string) =>
        before === undefined ? text : `${before},${text}`,
      )
    : singleOption(flags, described);
}

const flagOf = (name: VariableName): string =>
  name === 'SUBGRAPHS' ? 'subgraph' : name.toLowerCase().replaceAll('_', '-');
const aboutOf = (name: VariableName): string => variables[name].about.replaceAll('`', '');
const allowedOf = (name: VariableName): string => variables[name].schema.description ?? '';
const valueNameOf = (name: VariableName): string => {
  const { valueName = 'text' } = variables[name].schema.meta() ?? {};
  return valueName as string;
};
