import type { Principal } from './model-state.ts';

export interface Request {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly token: string;
  /** The owner of the token. Wrappers that simulate a faulty system use `as` and `purpose`. */
  readonly as: 'staff' | Principal;
  readonly purpose: 'operation' | 'watch' | 'history' | 'setup';
}

export interface Response {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Sends a request to the system and returns the response: over HTTP, or through a wrapper that simulates a fault. */
export type Transport = (request: Request) => Promise<Response>;

export const overHttp =
  (url: string): Transport =>
  async ({ query, variables, token }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Response;
  };

export async function dataOf(transport: Transport, request: Request): Promise<Record<string, unknown>> {
  const { data, errors } = await transport(request);
  if (errors !== undefined || data === undefined || data === null)
    throw new Error(`${request.query}\nanswered ${JSON.stringify(errors ?? data)}`);
  return data;
}
