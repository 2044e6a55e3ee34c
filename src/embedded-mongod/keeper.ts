/**
 * The keeper: a shell in a session of its own, so that neither Ctrl-C nor the death of the server reaches it. It has two
 * processes. The waiter is mongod's parent and passes on its exit code. The reader alone holds the pipe's read end; at
 * end-of-file it closes the pipe first, so that newcomers see "stopping", and then sends TERM. Whichever of the two
 * ends first, the pipe never outlives mongod unless both the waiter and then mongod are killed by hand.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { DataDirectory } from './data-directory.ts';
import { openReadEnd, openWriteEnd } from './lifeline.ts';

/** The second word of its command line, to know it by before it is sent a signal. */
export const keeperName = 'switchboard-mongod-keeper';

// Ignored signals are inherited, so mongod resets them. TERM is sent only to a process whose command line is mongod's on
// this directory: where the waiter was killed, the pid may be somebody else's by now. A mongod that does not stop in
// two minutes is killed: its journal makes that safe, and nothing may be left running.
const script = `# Switchboard: stops mongod when the last process that uses it is gone.
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
  tenths=0 told=
  while [ $tenths -lt 1200 ] && kill -0 "$pid"; do
    if [ -z "$told" ] && is_mongod; then kill -TERM "$pid" && told=yes; fi
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

export interface Keeper {
  /** The reader: as long as it lives, a mongod without a pipe is one that is being stopped. */
  readonly pid: number;
  readonly mongodPid: number;
  /** mongod's exit code as the shell has it (128 + signal); 0 for an adopted one. */
  readonly exited: Promise<number>;
  /** Ours, held open until we leave. */
  readonly writeEnd: number;
}

export interface Start {
  readonly binary: string;
  readonly port: number;
  readonly args: readonly string[];
}

export function startKeeper(directory: DataDirectory, start: Start): Promise<Keeper> {
  return spawnKeeper(directory, [String(start.port), '', start.binary, ...start.args]);
}

export function adoptWithKeeper(directory: DataDirectory, mongodPid: number): Promise<Keeper> {
  return spawnKeeper(directory, ['', String(mongodPid), '']);
}

async function spawnKeeper(directory: DataDirectory, args: readonly string[]): Promise<Keeper> {
  // The read end first: without it the write end would not open. And both before the keeper is there, so that there is no
  // moment at which it sees an end-of-file.
  const readEnd = openReadEnd(directory.lifeline);
  const writeEnd = openWriteEnd(directory.lifeline);
  if (writeEnd === undefined) throw new Error('A pipe with a reader must open for writing');
  try {
    const log = openSync(directory.log, 'a', 0o600);
    try {
      const child = spawn('/bin/sh', ['-c', script, keeperName, directory.dbPath, ...args], {
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
      reject(new Error(`The keeper ended with ${code} before it began`));
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
