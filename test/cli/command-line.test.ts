import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { declareCommand } from '../../src/cli/commands.ts';
import { commandDescriptions, type CommandName } from '../../src/cli/command-names.ts';
import { commandSettings, configure } from '../../src/cli/settings.ts';
import { secretVariables, variables, type VariableName } from '../../src/config/index.ts';
import { dataDirectories, root, run, runInProcess } from './shell.ts';

const newDataDirectory = dataDirectories();
const names = Object.keys(commandDescriptions) as CommandName[];
const tokenArguments = ['token', '--sub', 'ann', '--tenant', 'demo', '--scope', 'agent.view'];

function declared(name: CommandName): Command {
  const command = new Command(name);
  declareCommand(command, () => undefined);
  return command;
}

test('--version and -v print the version of package.json', async () => {
  const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { version: string };
  for (const flag of ['--version', '-v'])
    expect(await runInProcess(flag)).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('--help lists the commands', async () => {
  for (const args of [['--help'], ['-h'], ['help']]) {
    const { code, out } = await runInProcess(...args);
    expect(code).toBe(0);
    for (const name of names) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
  }
});

test.each(names)(
  'the help of %s has its own settings with value, default and variable, and no others',
  async (name) => {
    const { code, out } = await runInProcess(name, '--help');
    expect(code).toBe(0);
    expect(await runInProcess('help', name)).toEqual({ code: 0, out, err: '' });
    const text = out.replaceAll(/\s+/g, ' ');
    for (const [variable, { about, ...rest }] of Object.entries(variables)) {
      const isSecret = secretVariables.has(variable);
      const isUsed = commandSettings[name].includes(variable as VariableName);
      expect([variable, text.includes(`env: ${variable})`)]).toEqual([variable, isUsed && !isSecret]);
      if (!isUsed) continue;
      if (variable !== 'SUBGRAPHS') expect(text).toContain(about.replaceAll('`', ''));
      if (isSecret) expect(text).toContain(` ${variable} `);
      else if (rest.fallback !== undefined)
        expect(text).toMatch(
          new RegExp(`default: [^()]*${rest.fallback.replaceAll('.', '\\.')}; [^()]*env: ${variable}\\)`),
        );
    }
  },
);

test('help loads only the list of commands, and the help of a command and token load no server', async () => {
  const loaded = async (command: string) => {
    const hook = `
      import { registerHooks } from 'node:module';
      import { writeSync } from 'node:fs';
      const loaded = [];
      registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
      process.on('exit', () => writeSync(2, loaded.join('\\n')));`;
    const { code, err } = await run(
      `node --import 'data:text/javascript,${encodeURIComponent(hook).replaceAll("'", '%27')}' bin/switchboard.mjs ${command}`,
      { DATA_DIR: await newDataDirectory() },
    );
    expect([command, code]).toEqual([command, 0]);
    const urls = err.split('\n').filter((line) => line.startsWith('file:'));
    return {
      packages: [...new Set(urls.map((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]))]
        .filter((name) => name !== undefined)
        .sort(),
      own: urls.filter((url) => url.includes('/src/')).map((url) => url.split('/src/')[1]),
    };
  };
  for (const flag of ['--help', '--version'])
    expect(await loaded(flag)).toEqual({
      packages: ['commander'],
      own: ['main.ts', 'cli/command-line.ts', 'cli/command-names.ts'],
    });
  const few = ['commander', 'jose', 'libphonenumber-js', 'lru-cache', 'zod'];
  for (const command of ['serve --help', tokenArguments.join(' ')])
    expect([command, (await loaded(command)).packages]).toEqual([command, few]);
}, 60_000);

test('compiled modules are cached in the cache directory', async () => {
  const directory = await newDataDirectory();
  for (const [env, at] of [
    [{ CACHE_DIR: join(directory, 'own') }, 'own/compiled'],
    [{ CACHE_DIR: '', XDG_CACHE_HOME: join(directory, 'xdg') }, 'xdg/switchboard/compiled'],
    [{ CACHE_DIR: '', XDG_CACHE_HOME: '', HOME: directory }, '.cache/switchboard/compiled'],
  ] as const) {
    const { out } = await run('env -u NODE_COMPILE_CACHE node bin/switchboard.mjs --version', { ...env });
    expect(out).not.toBe('');
    expect(await readdir(join(directory, at))).toHaveLength(1);
  }
  // A directory that cannot be written is ignored.
  expect(
    await run('env -u NODE_COMPILE_CACHE node bin/switchboard.mjs --version', { CACHE_DIR: '/dev/null' }),
  ).toMatchObject({ code: 0, err: '' });
});

test.each(names)(
  'a repeated option of %s accumulates if it is a list, and is refused otherwise',
  async (name) => {
    let refused = 0;
    for (const { long, required, variadic } of declared(name).options) {
      if (!required || variadic) continue;
      const variable =
        long === '--subgraph' ? 'SUBGRAPHS' : long?.slice(2).toUpperCase().replaceAll('-', '_');
      const [, setting] = Object.entries(variables).find(([candidate]) => candidate === variable) ?? [];
      if (setting?.schema.meta()?.valueName === 'list') continue;
      refused += 1;
      const value = long === '--tenant' ? 'acme' : '5';
      const { code, err } = await runInProcess(name, String(long), value, String(long), value);
      expect({ long, code, err }).toEqual({
        long,
        code: 1,
        err: expect.stringContaining(`It takes one value, and "${value}" was given before.`) as string,
      });
    }
    expect(refused).toBeGreaterThan(0);
  },
);

test('every setting that has a list is one whose option can be repeated', () => {
  for (const [name, { schema }] of Object.entries(variables))
    expect([name, schema.meta()?.valueName === 'list']).toEqual([
      name,
      /separated by commas|entries/.test(schema.description ?? ''),
    ]);
  const command = declared('serve').exitOverride();
  command
    .action(() => undefined)
    .parse(
      [
        ...[
          '--forward-token-to',
          'crm',
          '--forward-token-to',
          'orders,stock',
          '--tenants',
          'acme',
          '--tenants',
          'demo',
        ],
        ...['--domains', 'flows', '--domains', 'agents', '--allowed-origins', 'https://a.example'],
        ...['--subgraph', 'crm=http://crm/graphql', '--subgraph', 'orders=http://orders/graphql'],
        ...['--allowed-origins', 'https://b.example', '--flow-numbers', 'acme=+18005550100 +18005550101'],
        ...['--flow-numbers', 'demo=+18005550102'],
      ],
      { from: 'user' },
    );
  const { SUBGRAPHS, FLOW_NUMBERS, ...configuration } = configure(command, {});
  expect(configuration).toMatchObject({
    FORWARD_TOKEN_TO: ['crm', 'orders', 'stock'],
    TENANTS: new Set(['acme', 'demo']),
    DOMAINS: ['flows', 'agents'],
    ALLOWED_ORIGINS: new Set(['https://a.example', 'https://b.example']),
  });
  expect(SUBGRAPHS?.map(({ name }) => name)).toEqual(['crm', 'orders']);
  expect(FLOW_NUMBERS?.map(({ tenant }) => tenant)).toEqual(['acme', 'acme', 'demo']);
});

test('a repeated --scope adds scopes to the token', async () => {
  const { out } = await runInProcess(
    ...tokenArguments,
    ...['--scope', 'flow.view,engagement.view', '--data-dir', await newDataDirectory()],
  );
  const payload = JSON.parse(Buffer.from(out.split('.')[1] ?? '', 'base64url').toString()) as object;
  expect(payload).toMatchObject({ scope: 'agent.view flow.view engagement.view' });
});

test.each([
  [['tokn'], "unknown command 'tokn'\n(Did you mean token?)"],
  [['help', 'exprot'], "unknown command 'exprot'\n(Did you mean export?)"],
  [['--versoin'], "unknown option '--versoin'\n(Did you mean --version?)"],
  [[...tokenArguments, '--data-dri', 'x'], "unknown option '--data-dri'\n(Did you mean --data-dir?)"],
  [[...tokenArguments, '--port', '5'], "unknown option '--port'\n--port is an option of: serve."],
  [
    ['replay', '--domains', 'flows'],
    "unknown option '--domains'\n--domains is an option of: serve, compose.",
  ],
  [
    ['serve', '--auth-secret', 'x'],
    "unknown option '--auth-secret'\nAUTH_SECRET is an environment variable and has no flag.",
  ],
])('%j is refused with a suggestion', async (args, message) => {
  const { code, err } = await runInProcess(...args);
  expect(code).toBe(1);
  expect(err).toContain(message);
});

test('a command ignores the variables of settings that it does not use, and checks its own', () => {
  const environment = { PORT: 'four', HOST: '0.0.0.0', MAX_DEPTH: 'deep', DATA_DIR: '/data' };
  expect(configure(declared('token'), environment)).toMatchObject({ DATA_DIR: '/data', PORT: 4000 });
  expect(() => configure(declared('serve'), environment)).toThrow('PORT is "four"');
  expect(() => configure(declared('token'), { AUTH_SECRET: 'short' })).toThrow('AUTH_SECRET is set to');
});

test('token reports the secret that it creates, and where', async () => {
  const dataDir = await newDataDirectory();
  const first = await runInProcess(...tokenArguments, '--data-dir', dataDir);
  expect(first).toEqual({
    code: 0,
    out: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/) as string,
    err: `Created a development secret in ${join(dataDir, 'auth-secret')}. Only servers with this DATA_DIR accept the token.\n`,
  });
  expect(existsSync(join(dataDir, 'auth-secret'))).toBe(true);
  expect(await runInProcess(...tokenArguments, '--data-dir', dataDir)).toMatchObject({ code: 0, err: '' });
});
