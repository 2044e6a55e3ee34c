import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentSecret } from '../../src/auth/index.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'secret-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('each data directory has its own secret, which does not change and is readable by its owner only', async () => {
  const dataDir = join(directory, 'data');
  const secret = await developmentSecret(dataDir);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(await developmentSecret(dataDir)).toBe(secret);
  const path = join(dataDir, 'auth-secret');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toBe(`${secret}\n`);
  expect(await developmentSecret(join(directory, 'other'))).not.toBe(secret);
});

test('concurrent first starts agree on one secret', async () => {
  const secrets = await Promise.all(
    Array.from({ length: 20 }, () => developmentSecret(join(directory, 'data'))),
  );
  expect(new Set(secrets).size).toBe(1);
});

test('no temporary files are left in the directory', async () => {
  await Promise.all([developmentSecret(directory), developmentSecret(directory)]);
  expect(await readdir(directory)).toEqual(['auth-secret']);
});

test('a file without a secret is rejected with its path', async () => {
  await writeFile(join(directory, 'auth-secret'), '\n');
  await expect(developmentSecret(directory)).rejects.toThrow(
    /auth-secret does not contain a secret\. Delete it/,
  );
});
