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
  /** The arguments of the mutation's field. `$id` is the interaction, `$key` the idempotency key. */
  readonly arguments: string;
  readonly types: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly conv: string;
  readonly bodyHash?: string;
}

/** Codes of responses with an unknown outcome. */
const unknownCodes = new Set(['UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'BUSY', 'TIMEOUT']);
const timeoutMs = 10_000;
const retryPauseMs = 50;

/** A client that sends operations to any gateway and retries with the same idempotency key until the outcome is known. */
export class Caller {
  readonly principal: string;
  readonly #token: string;
  readonly #urls: () => readonly string[];
  readonly #recorder: Recorder;
  /** The probability of aborting a request early, and of repeating a request after its response. */
  readonly #faultRate: number;
  /** The index of the gateway in use. It advances after a missing response, and at random. */
  #gateway = 0;

  constructor(
    principal: string,
    token: string,
    {
      urls,
      recorder,
      faultRate = 0,
    }: { urls: () => readonly string[]; recorder: Recorder; faultRate?: number },
  ) {
    this.principal = principal;
    this.#token = token;
    this.#urls = urls;
    this.#recorder = recorder;
    this.#faultRate = faultRate;
  }

  /** @throws if the operation is refused */
  async execute(call: Call): Promise<Payload> {
    const key = randomUUID();
    let answer: Payload | undefined;
    for (let first = true; answer === undefined; first = false) {
      const abortsEarly = first && Math.random() < this.#faultRate;
      answer = await this.#attempt(call, key, abortsEarly ? Math.random() * 4 : timeoutMs);
      if (answer === undefined && !abortsEarly) await delay(retryPauseMs);
    }
    if (Math.random() < this.#faultRate) await this.#attempt(call, key, timeoutMs);
    if (answer.status !== 'OK') throw new Error(`${this.principal}: ${call.f} was refused: ${answer.status}`);
    return answer;
  }

  async query(query: string, variables: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { data, errors } = await this.#post(query, variables, timeoutMs);
    if (errors !== undefined || data === undefined) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    return data;
  }

  /** Sends one request. Returns undefined if the outcome is unknown. */
  async #attempt(call: Call, key: string, limitMs: number): Promise<Payload | undefined> {
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
        // The id of a new interaction is only known from the response.
        conv: conv === '' ? (payload?.interaction?.id ?? '') : conv,
        key,
        bodyHash: bodyHash ?? null,
        out,
        code,
        eventId: payload?.event?.eventId ?? null,
      });
    };
    try {
      const { data, errors } = await this.#post(query, { ...variables, ...keyIn(types, key) }, limitMs);
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

  async #post(query: string, variables: Record<string, unknown>, limitMs: number): Promise<Answer> {
    const urls = this.#urls();
    if (Math.random() < 0.1) this.#gateway += 1;
    const response = await fetch(`${urls[this.#gateway % urls.length] ?? ''}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(Math.ceil(limitMs)),
    });
    return (await response.json()) as Answer;
  }
}

interface Answer {
  readonly data?: Record<string, unknown>;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

const keyIn = (types: string, key: string): Record<string, string> => (types.includes('$key') ? { key } : {});
