import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorForm } from './respond.ts';

/** Handles the requests of one route. The server responds to the errors that it throws. */
export interface Endpoint {
  readonly methods: readonly string[];
  /** The largest body that the endpoint reads, in bytes. */
  readonly maxBodyBytes: number;
  /** Set if the endpoint itself sends `100 Continue`, once it has checked the headers. Otherwise the server sends it. */
  readonly sendsContinue?: true;
  /** The default is GraphQL's shape. */
  readonly errorForm?: (request: IncomingMessage) => ErrorForm;
  /** @param params the named parts of the path */
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    params: Readonly<Record<string, string | undefined>>,
  ) => Promise<void> | void;
}
