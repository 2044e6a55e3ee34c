import type { IncomingHttpHeaders } from 'node:http';
import type { AnswerForm } from '../respond.ts';

/** Amazon Data Firehose has a header of its own for what others put into `authorization`. */
export function accessKeyIn(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-amz-firehose-access-key'];
  return key === undefined ? undefined : `Bearer ${String(key)}`;
}

/** It takes an answer for a failure that does not have the request's id, or has another content type than this one, to the letter. */
export function firehoseForm(headers: IncomingHttpHeaders): AnswerForm & { readonly done: () => object } {
  const done = () => ({ requestId: headers['x-amz-firehose-request-id'] ?? '', timestamp: Date.now() });
  return {
    headers: { 'content-type': 'application/json' },
    done,
    errorOf: (errorMessage) => ({ ...done(), errorMessage }),
  };
}
