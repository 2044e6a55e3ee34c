import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const directory = join(import.meta.dirname, '../../deploy/hive-gateway');
const modules = join(directory, 'node_modules');
const installedFrom = join(modules, '.installed-from.json');
const lock = join(directory, 'node_modules.lock');
const packageFiles = ['package.json', 'package-lock.json', '.npmrc'];

export interface HiveGateway {
  readonly url: string;
  readonly wsUrl: string;
  /** Returns the output so far. */
  log(): string;
  /** Replaces the supergraph. The gateway loads it with the first request after `SUPERGRAPH_POLL_MS`. */
  replaceSupergraph(sdl: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts Hive Gateway in a process on a free port, with the configuration of `deploy/hive-gateway`.
 * @param settings environment variables that its README lists, except the supergraph, host and port
 */
export async function startHiveGateway(
  supergraphSdl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<HiveGateway> {
  await installHiveGateway();
  const temporary = await mkdtemp(join(tmpdir(), 'switchboard-hive-'));
  const supergraph = join(temporary, 'supergraph.graphql');
  await writeFile(supergraph, supergraphSdl);
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: directory,
    env: { PATH, LOG_LEVEL: 'error', ...settings, SUPERGRAPH: supergraph, HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const url = new Promise<string>((resolve, reject) => {
    for (const output of [child.stdout, child.stderr])
      createInterface(output).on('line', (line) => {
        log += `${line}\n`;
        const [, ready] = /is ready: (\S+)/.exec(line) ?? [];
        if (ready !== undefined) resolve(ready);
      });
    child.once('close', () => {
      reject(new Error(`Hive Gateway exited: ${log}`));
    });
  });
  const stop = async () => {
    await terminate(child);
    await rm(temporary, { recursive: true, force: true });
  };
  try {
    return {
      url: await url,
      wsUrl: (await url).replace('http', 'ws'),
      log: () => log,
      async replaceSupergraph(sdl) {
        await writeFile(`${supergraph}.new`, sdl);
        await rename(`${supergraph}.new`, supergraph);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Installs Hive Gateway unless this version of the lockfile is already installed. Waits while another process installs it. */
async function installHiveGateway(): Promise<void> {
  const lockfile = await readFile(join(directory, 'package-lock.json'), 'utf8');
  while (!(await isInstalled(lockfile))) {
    const locked = await takeLock();
    if (!locked) {
      await sleep(100);
      continue;
    }
    try {
      // Another process may have installed it before this one got the lock.
      if (!(await isInstalled(lockfile))) await install();
    } finally {
      await rm(lock, { force: true });
    }
  }
}

const isInstalled = async (lockfile: string): Promise<boolean> =>
  (await readFile(installedFrom, 'utf8').catch(() => undefined)) === lockfile;

/** Tries to take the lock and returns whether this process holds it. Removes the lock of a process that no longer runs. */
async function takeLock(): Promise<boolean> {
  try {
    const file = await open(lock, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch {
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Installs into a staging directory and moves the complete result into place, so that no partial installation is used. */
async function install(): Promise<void> {
  const began = performance.now();
  process.stderr.write('Installing Hive Gateway for the tests (66 MB) …\n');
  const staging = join(directory, 'node_modules.staging');
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging);
  for (const file of packageFiles) await copyFile(join(directory, file), join(staging, file));
  const npm = spawn('npm', ['ci', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: staging,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errorOutput = '';
  npm.stderr.on('data', (chunk: Buffer) => (errorOutput += chunk.toString()));
  const [code] = (await once(npm, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The installation of Hive Gateway failed: ${errorOutput}`);
  await rm(modules, { recursive: true, force: true });
  await copyFile(join(staging, 'package-lock.json'), join(staging, 'node_modules', '.installed-from.json'));
  await rename(join(staging, 'node_modules'), modules);
  await rm(staging, { recursive: true, force: true });
  process.stderr.write(`Installed in ${((performance.now() - began) / 1000).toFixed(0)} s.\n`);
}
