import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

/** A real Chromium, without a window. Close it when the tests are over. */
export async function launchBrowser(): Promise<Browser> {
  const directory = await unpacked();
  return chromium.launch({
    executablePath: join(directory, 'chromium'),
    // Chromium refuses to run its sandbox as root, which containers and CI often are.
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...process.env, TMPDIR: directory, FONTCONFIG_PATH: join(directory, 'fonts') },
  });
}

/**
 * Unpacks the browser (200 MB) once per run, into the directory that the run deletes. In a process of its own: the package unpacks
 * where TMPDIR says, which jest hides, and a file that is still open for writing anywhere cannot be run.
 */
async function unpacked(): Promise<string> {
  const run = process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir();
  const shared = join(run, 'browser');
  if (await exists(shared)) return shared;
  const own = join(run, `browser-${process.pid}`);
  await mkdir(own);
  await promisify(execFile)(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `await (await import('${import.meta.resolve('@sparticuz/chromium')}')).default.executablePath()`,
    ],
    { env: { ...process.env, NODE_OPTIONS: '', TMPDIR: own } },
  );
  // Chromium ends where it finds no font at all, and not every machine has one: it comes with its own.
  await writeFile(
    join(own, 'fonts', 'fonts.conf'),
    `<fontconfig><dir>${join(shared, 'fonts')}</dir><cachedir>${join(shared, 'font-cache')}</cachedir></fontconfig>`,
  );
  try {
    await rename(own, shared);
  } catch (error) {
    // Another test file was faster.
    if (!(await exists(shared))) throw error;
    await rm(own, { recursive: true });
  }
  return shared;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
