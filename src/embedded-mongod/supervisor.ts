/**
 * The supervisor: a shell in a session of its own, so that neither Ctrl-C nor the death of the server reaches it. It has two processes.
 * The waiter is mongod's parent and passes on its exit code. The reader alone has the read end of the liveness pipe. At end-of-file it
 * first closes the pipe, so that other processes see that mongod is stopping, and then sends TERM. Whichever of the two ends first, the
 * pipe does not outlive mongod, unless both the waiter and then mongod are killed by hand.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { DataDirectory } from './data-directory.ts';
import { openReadEnd, openWriteEnd } from './liveness-pipe.ts';

/** A word of the supervisor's command line. It identifies the process before a signal is sent. */
export const supervisorName = 'switchboard-mongod-supervisor';

// Ignored signals are inherited, so the subshell of mongod resets them. TERM is sent only to a process with mongod's command line on this
// directory: if the waiter was killed, the pid may belong to another process. A mongod that does not stop within two minutes is
// killed: its journal makes that safe, and no mongod may stay behind.
const script = `# Switchboard: stops mongod when the last process that uses it exits.
trap '' INT HUP TERM PIPE
db=$1 port=$2 adopted=$3 binary=$4
shift 4
is_mongod() {
  if [ -r /proc/self/cmdline ]; then line=$(tr '\\0' ' ' <"/proc/$pid/cmdline"); else line=$(ps -ww -o args= -p "$pid"); fi
  case $line in *" --dbpath=$db --port="*) return 0 ;; esac
  return 1
}
exec 3<&0 </dev/null
pid=$adopted
if [ -z "$pid" ]; then
  (
    trap - INT HUP TERM PIPE
    exec "$binary" "--dbpath=$db" "--port=$port" "$@"
  ) </dev/null >&2 3<&- &
  pid=$!
fi
(
  exec >/dev/null 2>&1
  while read -r _; do :; done
  exec </dev/null
  tenths=0 sent=
  while [ $tenths -lt 1200 ] && kill -0 "$pid"; do
    if [ -z "$sent" ] && is_mongod; then kill -TERM "$pid" && sent=yes; fi
    sleep 0.1 || sleep 1
    tenths=$((tenths + 1))
  done
  if is_mongod; then kill -KILL "$pid"; fi
) <&3 3<&- &
reader=$!
exec 3<&-
echo "$reader $pid"
exec >/dev/null
code=0
if [ -z "$adopted" ]; then
  wait "$pid"
  code=$?
else
  while is_mongod 2>/dev/null; do sleep 0.3 || sleep 1; done
fi
kill -KILL "$reader" 2>/dev/null
exit "$code"
`;

export interface Supervisor {
  /** The pid of the reader. While it lives, a mongod whose pipe has no reader is being stopped. */
  readonly pid: number;
  readonly mongodPid: number;
  /** mongod's exit code as the shell reports it (128 + signal); 0 for an adopted mongod. */
  readonly exited: Promise<number>;
  /** The write end of the liveness pipe. This process keeps it open until it releases mongod. */
  readonly writeEnd: number;
}

export interface StartOptions {
  readonly binary: string;
  readonly port: number;
  readonly args: readonly string[];
}

/** Starts a supervisor that starts mongod. */
export function startSupervisor(directory: DataDirectory, start: StartOptions): Promise<Supervisor> {
  return spawnSupervisor(directory, [String(start.port), '', start.binary, ...start.args]);
}

/** Starts a supervisor for a mongod that runs already. */
export function superviseRunning(directory: DataDirectory, mongodPid: number): Promise<Supervisor> {
  return spawnSupervisor(directory, ['', String(mongodPid), '']);
}

async function spawnSupervisor(directory: DataDirectory, args: readonly string[]): Promise<Supervisor> {
  // The read end comes first: the write end does not open without a reader. Both are open before the supervisor starts, so that it never
  // sees an early end-of-file.
  const readEnd = openReadEnd(directory.livenessPipe);
  const writeEnd = openWriteEnd(directory.livenessPipe);
  if (writeEnd === undefined) throw new Error('A pipe with a reader must open for writing');
  try {
    const log = openSync(directory.log, 'a', 0o600);
    try {
      const child = spawn('/bin/sh', ['-c', script, supervisorName, directory.dbPath, ...args], {
        cwd: '/',
        detached: true,
        stdio: [readEnd, 'pipe', log],
      });
      child.unref();
      const exited = exitOf(child);
      return { ...(await firstLine(child, exited)), exited, writeEnd };
    } finally {
      closeSync(log);
    }
  } catch (error) {
    closeSync(writeEnd);
    throw error;
  } finally {
    closeSync(readEnd);
  }
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      resolve(code ?? 128);
    });
  });
}

async function firstLine(
  child: ChildProcess,
  exited: Promise<number>,
): Promise<{ pid: number; mongodPid: number }> {
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    void exited.then((code) => {
      reject(new Error(`The supervisor of mongod ended with exit code ${code} before it started mongod`));
    });
  });
  const line = new Promise<string>((resolve) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text);
    });
  });
  const [pid = NaN, mongodPid = NaN] = (await Promise.race([line, failed])).split(' ').map(Number);
  return { pid, mongodPid };
}
