import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import { BodyError } from './request-body.ts';
import { respondWithError, respondWithRefusal, type AnswerForm } from './respond.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly log: Logger;
  /** The largest body that is taken. */
  readonly maxBytes: number;
  /** If not the usual one. */
  readonly form?: AnswerForm | undefined;
}

/** Answers what goes wrong as everywhere: what is refused by its code, and a fault of ours by nothing of its text. */
export async function answering(
  { request, response, log, maxBytes, form }: Exchange,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (isGone(error)) return;
    if (error instanceof DomainError && error.code === 'UNAVAILABLE')
      log.warn({ err: error.cause }, error.message);
    if (response.headersSent) {
      // Half of an answer is none: its length tells the client.
      response.destroy();
      if (!(error instanceof DomainError)) throw error;
      return;
    }
    // What is left of the body is read only if it comes to an end soon; to close at once could lose the answer.
    if (!request.complete && !endsSoon(request, maxBytes)) response.setHeader('connection', 'close');
    if (error instanceof DomainError) respondWithRefusal(response, error, form);
    else if (error instanceof BodyError)
      respondWithError(response, error.status, error.code, error.message, {}, form);
    else throw error;
  }
}

const goneCodes: readonly unknown[] = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'];

/** The client has left in the middle of what it had asked for. */
export const isGone = (error: unknown): boolean =>
  goneCodes.includes((error as { code?: unknown } | undefined)?.code);

const endsSoon = ({ headers }: IncomingMessage, maxBytes: number): boolean =>
  Number(headers['content-length'] ?? Number.POSITIVE_INFINITY) <= 4 * maxBytes;
