import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { eventFields, shapeOf, type EventResult } from './events.ts';
import type { OperationLine, ReadLine } from './history.ts';
import { issueTokenTo, type Principal, type Token } from './principal.ts';
import { marksIn, now, type Recorder } from './recorder.ts';

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
  /** Default: the fields of an operation on interactions. */
  readonly selection?: string;
  /** Whether the operation has no idempotency key. */
  readonly isKeyless?: boolean;
}

interface CallerOptions {
  readonly urls: () => readonly string[];
  readonly recorder: Recorder;
  /** Ends the repetitions. */
  readonly failed: AbortSignal;
  readonly faultRate?: number;
}

interface ExecuteOptions {
  readonly key?: string;
  readonly expected?: readonly string[];
}

/** Codes of responses with an unknown outcome. */
const unknownCodes = new Set(['UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'BUSY', 'TIMEOUT']);
const timeoutMs = 10_000;
const retryPauseMs = 50;

/** A client that sends operations to any gateway and retries with the same idempotency key until the outcome is known. */
export class Caller {
  readonly principal: Principal;
  readonly #token: Token;
  readonly #urls: () => readonly string[];
  readonly #recorder: Recorder;
  readonly #failed: AbortSignal;
  /** The probability of aborting a request early, and of repeating a request after its response. */
  readonly #faultRate: number;
  /** The index of the gateway in use. It advances after a missing response, and at random. */
  #gateway = 0;

  private constructor(
    principal: Principal,
    token: Token,
    { urls, recorder, failed, faultRate = 0 }: CallerOptions,
  ) {
    this.principal = principal;
    this.#token = token;
    this.#urls = urls;
    this.#recorder = recorder;
    this.#failed = failed;
    this.#faultRate = faultRate;
  }

  static async create(principal: Principal, options: CallerOptions): Promise<Caller> {
    return new Caller(principal, await issueTokenTo(principal), options);
  }

  /**
   * Repeats the operation until its outcome is known.
   * @param expected the statuses with which the operation may be refused
   * @throws if the operation is refused with another status
   */
  async execute(call: Call, { key = randomUUID(), expected = [] }: ExecuteOptions = {}): Promise<Payload> {
    let answer: Payload | undefined;
    for (let first = true; answer === undefined; first = false) {
      this.#failed.throwIfAborted();
      const abortsEarly = first && Math.random() < this.#faultRate;
      answer = await this.attempt(call, key, abortsEarly ? Math.random() * 4 : undefined);
      if (answer === undefined && !abortsEarly) await delay(retryPauseMs);
    }
    if (Math.random() < this.#faultRate) await this.attempt(call, key);
    if (answer.status !== 'OK' && !expected.includes(answer.status))
      throw new Error(`${this.principal.name}: ${call.f} was refused: ${answer.status}`);
    return answer;
  }

  async query(query: string, variables: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { data, errors } = (await this.#post(query, variables, timeoutMs)).answer;
    if (errors !== undefined || data === undefined) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    return data;
  }

  /** Reads the last events of an interaction and records the read. Returns undefined if the read fails. */
  async read(conv: string): Promise<ReadLine['events'] | undefined> {
    const m0 = now();
    const { tenant, name: principal, role } = this.principal;
    const response = await this.#post(lastEvents, { id: conv }, timeoutMs).catch(() => undefined);
    const data = response?.answer.data as LastEvents | undefined;
    // A read has no effect, so its errors need no line, except that it was refused.
    if (response === undefined || data === undefined) return undefined;
    const nodes = data.interaction?.events?.nodes;
    const events =
      nodes?.map((event) => {
        const { seq, eventId, bodyHash } = shapeOf(conv, event);
        return { seq, eventId, bodyHash };
      }) ?? null;
    const { marks } = response;
    const tokenEnds = this.#token.ends;
    this.#recorder.write({
      t: 'read',
      m0,
      m1: now(),
      tenant,
      principal,
      role,
      tokenEnds,
      conv,
      events,
      marks,
    });
    return events;
  }

  /**
   * Sends one request. Returns undefined if the outcome is unknown.
   * @param abortMs the time after which this client aborts the request
   */
  async attempt(call: Call, key: string, abortMs?: number): Promise<Payload | undefined> {
    const { f, types, conv, bodyHash, variables } = call;
    const { tenant, name: principal } = this.principal;
    const query = `mutation (${types}) { answer: ${f}(${call.arguments}) { ${call.selection ?? interactionPayload} } }`;
    const m0 = now();
    const write = (out: OperationLine['out'], code: string, marks: readonly string[], payload?: Payload) => {
      this.#recorder.write({
        t: 'op',
        m0,
        m1: now(),
        tenant,
        principal,
        tokenEnds: this.#token.ends,
        f,
        // The id of a new interaction is only known from the response.
        conv: conv === '' ? (payload?.interaction?.id ?? '') : conv,
        key: call.isKeyless === true ? null : key,
        bodyHash: bodyHash ?? null,
        out,
        code,
        eventId: payload?.event?.eventId ?? null,
        aborted: abortMs !== undefined,
        marks,
      });
    };
    try {
      const { answer, marks } = await this.#post(
        query,
        { ...variables, ...keyIn(types, key) },
        abortMs ?? timeoutMs,
      );
      const code = answer.errors?.[0]?.extensions?.code;
      if (code === undefined) {
        const payload = answer.data?.answer as Payload;
        const unknown = unknownCodes.has(payload.status);
        write(payload.status === 'OK' ? 'ok' : unknown ? 'info' : 'fail', payload.status, marks, payload);
        return unknown ? undefined : payload;
      }
      write(unknownCodes.has(code) ? 'info' : 'fail', code, marks);
      if (unknownCodes.has(code) || code === 'RATE_LIMITED') return undefined;
      return { status: code, interaction: null, event: null };
    } catch (error) {
      write('info', error instanceof Error ? error.name : 'error', []);
      this.#gateway += 1;
      return undefined;
    }
  }

  async #post(
    query: string,
    variables: Record<string, unknown>,
    limitMs: number,
  ): Promise<{ readonly answer: Answer; readonly marks: readonly string[] }> {
    const urls = this.#urls();
    if (Math.random() < 0.1) this.#gateway += 1;
    const response = await fetch(`${urls[this.#gateway % urls.length] ?? ''}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token.text}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(Math.ceil(limitMs)),
    });
    const text = await response.text();
    const marks = marksIn(`${JSON.stringify([...response.headers])} ${text}`);
    return { answer: JSON.parse(text) as Answer, marks };
  }
}

const interactionPayload = 'status interaction { id } event { eventId }';

const lastEvents = `query ($id: ID!) { interaction(id: $id) { events(last: 20) { nodes { ${eventFields} } } } }`;

interface LastEvents {
  readonly interaction: { readonly events: { readonly nodes: readonly EventResult[] } | null } | null;
}

interface Answer {
  readonly data?: Record<string, unknown>;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

const keyIn = (types: string, key: string): Record<string, string> => (types.includes('$key') ? { key } : {});
