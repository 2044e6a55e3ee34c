import { randomBytes, randomUUID, type webcrypto } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const secretAlgorithm = 'HS256';

/** jose works several times faster with an imported key than with the bare bytes. */
export const importSecret = (secret: string): Promise<webcrypto.CryptoKey> =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);

/**
 * The secret of a data directory, for development: made on first use, readable by its owner alone.
 * It is written aside and then linked: who is killed half-way leaves no half of a secret, and of two first starts one wins.
 */
export async function developmentSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'auth-secret');
  const known = await readSecret(path);
  if (known !== undefined) return known;
  await mkdir(dataDir, { recursive: true });
  const aside = `${path}.${randomUUID()}`;
  await writeFile(aside, `${randomBytes(32).toString('base64url')}\n`, {
    flag: 'wx',
    mode: 0o600,
    flush: true,
  });
  try {
    await link(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(aside);
  }
  return (await readSecret(path)) ?? developmentSecret(dataDir);
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret.length < 32) throw new Error(`${path} holds no secret. Delete it, and a new one is made.`);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
