import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentSecret } from '../../src/auth/index.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'secret-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('a data directory has a secret of its own, which its owner alone can read and which stays', async () => {
  const dataDir = join(directory, 'data');
  const secret = await developmentSecret(dataDir);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(await developmentSecret(dataDir)).toBe(secret);
  const path = join(dataDir, 'auth-secret');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toBe(`${secret}\n`);
  expect(await developmentSecret(join(directory, 'other'))).not.toBe(secret);
});

test('of many who start at once all have the same secret', async () => {
  const secrets = await Promise.all(
    Array.from({ length: 20 }, () => developmentSecret(join(directory, 'data'))),
  );
  expect(new Set(secrets).size).toBe(1);
});

test('nothing but the secret is left in the directory', async () => {
  await Promise.all([developmentSecret(directory), developmentSecret(directory)]);
  expect(await readdir(directory)).toEqual(['auth-secret']);
});

test('a file without a secret in it is named, and not signed with', async () => {
  await writeFile(join(directory, 'auth-secret'), '\n');
  await expect(developmentSecret(directory)).rejects.toThrow(/auth-secret holds no secret\. Delete it/);
});
