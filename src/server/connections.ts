import type { Caller } from '../auth/index.ts';
import type { Presence } from './presence.ts';

export interface ConnectionLimits {
  readonly maxConnections: number;
  readonly maxConnectionsPerCaller: number;
}

/** Connections that stay open: counted, so that nobody takes them all, and a sign that their caller is there. */
export interface Connections {
  /** @returns what to call when it closes; nothing if there is no room */
  open(): (() => void) | undefined;
  /** The connection has turned out to be this caller's. @returns as `open` does */
  claim(caller: Caller): (() => void) | undefined;
}

export function createConnections(
  { maxConnections, maxConnectionsPerCaller }: ConnectionLimits,
  presence: Presence,
): Connections {
  const ofCallers = new Map<string, number>();
  let all = 0;
  return {
    open() {
      if (all >= maxConnections) return undefined;
      all += 1;
      return once(() => {
        all -= 1;
      });
    },
    claim(caller) {
      const name = `${caller.tenant} ${caller.kind} ${caller.id}`;
      const open = ofCallers.get(name) ?? 0;
      if (open >= maxConnectionsPerCaller) return undefined;
      ofCallers.set(name, open + 1);
      const release = presence.hold(caller);
      return once(() => {
        const left = (ofCallers.get(name) ?? 1) - 1;
        if (left === 0) ofCallers.delete(name);
        else ofCallers.set(name, left);
        release();
      });
    },
  };
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
