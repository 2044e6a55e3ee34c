import { randomBytes, randomUUID, type webcrypto } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const secretAlgorithm = 'HS256';

/** Imports a secret as a key. jose is several times faster with an imported key than with bytes. */
export const importSecret = (secret: string): Promise<webcrypto.CryptoKey> =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);

/**
 * Returns the development secret of a data directory. Creates it on first use, readable by its owner only. A new secret is written to a
 * temporary file and then linked, so that a killed process leaves no partial secret and concurrent starts agree on one.
 * @param onCreated called with the path of the secret if this call created it
 */
export async function developmentSecret(
  dataDir: string,
  onCreated?: (path: string) => void,
): Promise<string> {
  const path = join(dataDir, 'auth-secret');
  const existing = await readSecret(path);
  if (existing !== undefined) return existing;
  await mkdir(dataDir, { recursive: true });
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, `${randomBytes(32).toString('base64url')}\n`, {
    flag: 'wx',
    mode: 0o600,
    flush: true,
  });
  try {
    await link(temporary, path);
    onCreated?.(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(temporary);
  }
  return (await readSecret(path)) ?? developmentSecret(dataDir, onCreated);
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret.length < 32)
      throw new Error(`${path} does not contain a secret. Delete it, and a new one is created.`);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
