import { open } from 'node:fs/promises';

const tailBytes = 256 * 1024;
const lines = 3;

/** The last complaints in mongod's log, for an error message: its exit codes alone tell people nothing. */
export async function lastComplaints(logFile: string, since: number): Promise<string> {
  try {
    const file = await open(logFile);
    try {
      const { size } = await file.stat();
      const start = Math.max(since > size ? 0 : since, size - tailBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
      const complaints = buffer.subarray(0, bytesRead).toString().split('\n').flatMap(complaintOf);
      return complaints.slice(-lines).join('; ');
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}

function complaintOf(line: string): string[] {
  if (line.trim() === '') return [];
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return [line.trim()]; // what mongod says before its log is open, such as an unknown option
  }
  const { s, msg, attr } = entry as { s?: unknown; msg?: unknown; attr?: { error?: unknown } };
  if (s !== 'E' && s !== 'F') return [];
  const detail =
    attr?.error === undefined
      ? ''
      : `: ${typeof attr.error === 'string' ? attr.error : JSON.stringify(attr.error)}`;
  return [`${String(msg)}${detail}`];
}
