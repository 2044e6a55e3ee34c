import type { IncomingMessage } from 'node:http';
import { invalid } from '../../../kernel/errors.ts';
import { readJsonBody } from '../request-body.ts';
import { badRequest } from '../respond.ts';

/** The parameters of an export. Its domain parses `format`, `filter` and `sort`. */
export interface ExportRequest {
  readonly format: unknown;
  readonly filter: unknown;
  readonly sort: unknown;
  readonly after: string | undefined;
  readonly withCursor: boolean;
}

const names: readonly string[] = ['format', 'filter', 'sort', 'after', 'withCursor'];

/** Reads the parameters from the body of a POST or the query string of a GET. @throws BAD_USER_INPUT with the field, or HttpError */
export async function readExportRequest(request: IncomingMessage, maxBytes: number): Promise<ExportRequest> {
  const given =
    request.method === 'POST'
      ? parseBody(await readJsonBody(request, maxBytes))
      : parseQueryString(request.url);
  // A misspelled `filter` would otherwise export everything.
  for (const name of Object.keys(given))
    if (!names.includes(name)) throw invalid(name, `is none of ${names.join(', ')}`);
  const { format, filter, sort, after, withCursor } = given;
  if (after != null && typeof after !== 'string') throw invalid('after', 'must be a text');
  if (withCursor != null && typeof withCursor !== 'boolean')
    throw invalid('withCursor', 'must be true or false');
  return {
    format,
    filter,
    sort,
    after: after === '' ? undefined : (after ?? undefined),
    withCursor: withCursor ?? false,
  };
}

function parseBody(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('The body is no export: {"format": …, "filter": …}.');
  return { ...body };
}

function parseQueryString(url = ''): Readonly<Record<string, unknown>> {
  const mark = url.indexOf('?');
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark));
  for (const name of query.keys())
    if (query.getAll(name).length > 1) throw invalid(name, 'is there more than once');
  return Object.fromEntries(
    [...query].map(
      ([name, text]) => [name, jsonParameters.includes(name) ? parseJson(name, text) : text] as const,
    ),
  );
}

const jsonParameters: readonly string[] = ['filter', 'sort', 'withCursor'];

function parseJson(name: string, text: string): unknown {
  // HTML forms send empty fields as empty strings.
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw invalid(name, `is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
