import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

/** Launches headless Chromium. The caller closes it after the tests. */
export async function launchBrowser(): Promise<Browser> {
  const directory = await unpackChromium();
  return chromium.launch({
    executablePath: join(directory, 'chromium'),
    // Chromium does not run its sandbox as root. Containers and CI often run as root.
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...process.env, TMPDIR: directory, FONTCONFIG_PATH: join(directory, 'fonts') },
  });
}

/**
 * Unpacks the browser (200 MB) once per run, into the directory of the run. A separate process unpacks it: the package reads TMPDIR,
 * which Jest hides, and an executable cannot be started while any process has it open for writing.
 * @returns the directory with the executable `chromium`
 */
async function unpackChromium(): Promise<string> {
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
  // Chromium exits if it finds no font, and some machines have none. The package contains fonts.
  await writeFile(
    join(own, 'fonts', 'fonts.conf'),
    `<fontconfig><dir>${join(shared, 'fonts')}</dir><cachedir>${join(shared, 'font-cache')}</cachedir></fontconfig>`,
  );
  try {
    await rename(own, shared);
  } catch (error) {
    // Another test file unpacked the browser first.
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
