import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
const execute = promisify(execFile);

/** Runs the repository's TypeScript compiler. @returns its output, empty without errors */
export const tsc = (directory: string, ...args: string[]): Promise<string> =>
  execute(process.execPath, [join(repository, 'node_modules/typescript/bin/tsc'), ...args], {
    cwd: directory,
    env: { ...process.env, NODE_OPTIONS: '' },
  }).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  );

export const node = (directory: string, script: string): Promise<{ stdout: string }> =>
  execute(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: directory,
    env: { ...process.env, NODE_OPTIONS: '' },
  });

/** Creates a directory with the package installed. @returns its path */
export async function installPackage(): Promise<string> {
  const directory = await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'consumer-'));
  const installed = join(directory, 'node_modules/switchboard');
  await mkdir(installed, { recursive: true });
  await cp(join(repository, 'package.json'), join(installed, 'package.json'));
  await tsc(
    repository,
    '-p',
    join(repository, 'tsconfig.client.json'),
    '--outDir',
    join(installed, 'dist/client'),
  );
  for (const name of ['graphql', 'graphql-ws', '@graphql-typed-document-node/core']) {
    const link = join(directory, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(repository, 'node_modules', name), link);
  }
  return directory;
}
