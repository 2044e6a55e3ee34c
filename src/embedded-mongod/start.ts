import { randomInt } from 'node:crypto';
import { stat, open, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { checkFreeSpace, readMongodRecord, type DataDirectory } from './data-directory.ts';
import { EmbeddedMongodError, errorCode } from './errors.ts';
import { closeUnlessAcquired, publishRecord, type MongodDeps, type MongodHandle } from './handle.ts';
import { hasReader } from './liveness-pipe.ts';
import { waitForExit } from './mongod-process.ts';
import { makePrimary, replicaSetName } from './replica-set.ts';
import { startSupervisor, type Supervisor } from './supervisor.ts';

const exitPortTaken = 48;
const exitDataInUse = 100;
const maxPorts = 3;
const stopTimeoutMs = 20_000;
/** Long, since the journal recovery of a large database takes minutes. A mongod that is killed would start it again. */
const startTimeoutMs = 600_000;

/** Starts mongod. Returns undefined if another process has started it first. */
export async function start(
  deps: MongodDeps,
  { lastAttempt }: { lastAttempt: boolean },
): Promise<MongodHandle | undefined> {
  const { directory, signal } = deps;
  const binary = await deps.findBinary(signal);
  // Another process may have started mongod while this one looked for the binary.
  if (hasReader(directory.livenessPipe)) return undefined;
  await checkFreeSpace(directory);
  await rotateLog(directory);
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(deps, attempt);
    const logStart = await sizeOf(directory.log);
    const supervisor = await startSupervisor(directory, {
      binary: binary.path,
      port,
      args: mongodArgs(deps),
    });
    const outcome = await closeUnlessAcquired(supervisor.writeEnd, () =>
      waitUntilReady(deps, supervisor, port),
    ).catch(async (error: unknown) => {
      // The pipe is closed, so mongod stops. In a container it would be killed when this process exits.
      await waitForExit(directory, supervisor.mongodPid, stopTimeoutMs);
      throw error;
    });
    if (typeof outcome !== 'number') return outcome;
    if (outcome === exitPortTaken && deps.onlyPort === undefined && attempt < maxPorts) continue;
    // Exit code 100 has other causes too, so there may be no other process that won the race.
    if (outcome === exitDataInUse && !lastAttempt) return undefined;
    throw new EmbeddedMongodError(
      `mongod ${binary.version} (${binary.path}) ended with exit code ${outcome} on ${directory.path}, port ${port}: ` +
        `${(await lastErrors(directory.log, logStart)) || 'it printed nothing'}. Its log is ${directory.log}.`,
    );
  }
}

/** Returns a handle, or mongod's exit code. */
async function waitUntilReady(
  deps: MongodDeps,
  supervisor: Supervisor,
  port: number,
): Promise<MongodHandle | number> {
  const { directory, log, signal } = deps;
  const failed = new AbortController();
  let exitCode: number | undefined;
  void supervisor.exited.then((code) => {
    exitCode = code;
    failed.abort();
  });
  const timer = setTimeout(() => {
    failed.abort(
      new EmbeddedMongodError(
        `mongod on ${directory.path} was not ready after ${startTimeoutMs / 60_000} minutes. Its log is ${directory.log}.`,
      ),
    );
  }, startTimeoutMs);
  const mongod = { pid: supervisor.mongodPid, port };
  try {
    const version = await makePrimary(mongod, AbortSignal.any([failed.signal, signal]));
    const handle = { ...mongod, version, supervisor: supervisor.pid, writeEnd: supervisor.writeEnd };
    await publishRecord(deps, handle);
    log.info({ pid: mongod.pid, port, version, dataDir: directory.path }, 'Started mongod');
    return handle;
  } catch (error) {
    if (exitCode !== undefined && !signal.aborted) return exitCode;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function choosePort({ directory, log, onlyPort }: MongodDeps, attempt: number): Promise<number> {
  if (onlyPort !== undefined) return onlyPort;
  const last = (await readMongodRecord(directory))?.port;
  if (last === undefined) return freePort();
  if (attempt === 1 && (await isFree(last))) return last;
  const port = await freePort();
  // mongod first tries to reach itself at its old address: for 30 s if another program listens there without an answer.
  log.warn({ last, port }, "mongod's last port is taken; moving to another, which can take half a minute");
  return port;
}

const mongodArgs = ({ extraArgs }: MongodDeps): string[] => [
  '--bind_ip=127.0.0.1',
  '--nounixsocket',
  `--replSet=${replicaSetName}`,
  // The oplog serves change streams only. By default it grows to 5 % of the disk.
  '--oplogSize=1024',
  // Saves up to 200 MB of diagnostic data.
  '--setParameter=diagnosticDataCollectionEnabled=false',
  ...extraArgs,
];

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

// Below the ephemeral ports of Linux and macOS, so that no outgoing connection has the port when mongod restarts.
const lowestPort = 20_000;
const highestPort = 32_000;

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowestPort, highestPort);
    if (await isFree(port)) return port;
  }
}

/** A guess: the port may be taken before mongod listens. mongod then exits with 48. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** mongod appends without limit. */
const maxLogBytes = 16 * 1024 * 1024;
const tailBytes = 256 * 1024;
const maxErrors = 3;

/**
 * Returns the last errors in mongod's log, for an error message: an exit code alone does not name the cause.
 * @param since the size of the log before mongod was started
 */
export async function lastErrors(logFile: string, since: number): Promise<string> {
  try {
    const file = await open(logFile);
    try {
      const { size } = await file.stat();
      const start = Math.max(since > size ? 0 : since, size - tailBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
      const errors = buffer.subarray(0, bytesRead).toString().split('\n').flatMap(errorsOf);
      return errors.slice(-maxErrors).join('; ');
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}

function errorsOf(line: string): string[] {
  if (line.trim() === '') return [];
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return [line.trim()]; // Output from before mongod opens its log, such as an unknown option.
  }
  const { s, msg, attr } = entry as { s?: unknown; msg?: unknown; attr?: { error?: unknown } };
  if (s !== 'E' && s !== 'F') return [];
  const detail =
    attr?.error === undefined
      ? ''
      : `: ${typeof attr.error === 'string' ? attr.error : JSON.stringify(attr.error)}`;
  return [`${String(msg)}${detail}`];
}

/** Renames a large log before mongod starts. One old log is kept. */
export async function rotateLog({ log }: DataDirectory): Promise<void> {
  try {
    if ((await stat(log)).size > maxLogBytes) await rename(log, `${log}.1`);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
