import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { OperationLine } from './history.ts';
import { now, type Recorder } from './recorder.ts';

export interface Payload {
  readonly status: string;
  readonly interaction: { readonly id: string } | null;
  readonly event: { readonly eventId: string } | null;
}

export interface Call {
  readonly f: string;
  /** The mutation's field with its arguments; `$id` and `$key` are the interaction and the key. */
  readonly arguments: string;
  readonly types: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly conv: string;
  readonly bodyHash?: string;
}

/** Answers that say nothing of whether it happened. */
const unknownCodes = new Set(['UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'BUSY', 'TIMEOUT']);
const timeoutMs = 10_000;
const retryPauseMs = 50;

/** Somebody who does things: to any gateway, again with the same key until it is known what became of it. */
export class Caller {
  readonly principal: string;
  readonly #token: string;
  readonly #urls: () => readonly string[];
  readonly #recorder: Recorder;
  /** How often a caller does not wait for the answer, or asks once more though there was one. */
  readonly #mischief: number;
  /** Which gateway is asked: the next one after every answer that did not come, and now and then without a reason. */
  #gateway = 0;

  constructor(
    principal: string,
    token: string,
    {
      urls,
      recorder,
      mischief = 0,
    }: { urls: () => readonly string[]; recorder: Recorder; mischief?: number },
  ) {
    this.principal = principal;
    this.#token = token;
    this.#urls = urls;
    this.#recorder = recorder;
    this.#mischief = mischief;
  }

  /** @throws if it is refused */
  async does(call: Call): Promise<Payload> {
    const key = randomUUID();
    let answer: Payload | undefined;
    for (let first = true; answer === undefined; first = false) {
      const impatient = first && Math.random() < this.#mischief;
      answer = await this.#tries(call, key, impatient ? Math.random() * 4 : timeoutMs);
      if (answer === undefined && !impatient) await delay(retryPauseMs);
    }
    if (Math.random() < this.#mischief) await this.#tries(call, key, timeoutMs);
    if (answer.status !== 'OK') throw new Error(`${this.principal}: ${call.f} was refused: ${answer.status}`);
    return answer;
  }

  async query(query: string, variables: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { data, errors } = await this.#post(query, variables, timeoutMs);
    if (errors !== undefined || data === undefined) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    return data;
  }

  /** Undefined where nobody knows. */
  async #tries(call: Call, key: string, patienceMs: number): Promise<Payload | undefined> {
    const { f, types, conv, bodyHash, variables } = call;
    const query = `mutation (${types}) { answer: ${f}(${call.arguments}) { status interaction { id } event { eventId } } }`;
    const m0 = now();
    const write = (out: OperationLine['out'], code: string, payload?: Payload) => {
      this.#recorder.write({
        t: 'op',
        m0,
        m1: now(),
        principal: this.principal,
        f,
        // Only the answer tells which one was started.
        conv: conv === '' ? (payload?.interaction?.id ?? '') : conv,
        key,
        bodyHash: bodyHash ?? null,
        out,
        code,
        eventId: payload?.event?.eventId ?? null,
      });
    };
    try {
      const { data, errors } = await this.#post(query, { ...variables, ...keyIn(types, key) }, patienceMs);
      const code = errors?.[0]?.extensions?.code;
      if (code === undefined) {
        const payload = data?.answer as Payload;
        const unknown = unknownCodes.has(payload.status);
        write(payload.status === 'OK' ? 'ok' : unknown ? 'info' : 'fail', payload.status, payload);
        return unknown ? undefined : payload;
      }
      write(unknownCodes.has(code) ? 'info' : 'fail', code);
      if (unknownCodes.has(code) || code === 'RATE_LIMITED') return undefined;
      return { status: code, interaction: null, event: null };
    } catch (error) {
      write('info', error instanceof Error ? error.name : 'error');
      this.#gateway += 1;
      return undefined;
    }
  }

  async #post(query: string, variables: Record<string, unknown>, patienceMs: number): Promise<Answer> {
    const urls = this.#urls();
    if (Math.random() < 0.1) this.#gateway += 1;
    const response = await fetch(`${urls[this.#gateway % urls.length] ?? ''}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(Math.ceil(patienceMs)),
    });
    return (await response.json()) as Answer;
  }
}

interface Answer {
  readonly data?: Record<string, unknown>;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

const keyIn = (types: string, key: string): Record<string, string> => (types.includes('$key') ? { key } : {});
