/** How long a task runs before other tasks and requests get their turn, in milliseconds. */
const sliceMs = 5;

let sliceStart = performance.now();
const waiting: (() => void)[] = [];

/** Resumes one task in each turn of the event loop. If all were resumed in one turn, requests would wait for all of them. */
function resumeNext(): void {
  sliceStart = performance.now();
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(resumeNext);
}

/**
 * Lets other requests run during a long computation. Call it between steps of at most a few milliseconds: it returns a promise to await
 * if the process has computed for `sliceMs`, and undefined otherwise. The state is of the module, since a process has one event loop.
 */
export function yieldToRequests(): Promise<void> | undefined {
  if (performance.now() - sliceStart < sliceMs) return undefined;
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(resumeNext);
  });
}
