import type { IncomingMessage } from 'node:http';
import { invalid } from '../../../kernel/errors.ts';
import { BodyError, readJsonBody } from '../request-body.ts';

/** What a client asks for. Filter and sort are read by whoever knows them. */
export interface ExportRequest {
  readonly format: unknown;
  readonly filter: unknown;
  readonly sort: unknown;
  readonly after: string | undefined;
  readonly withCursor: boolean;
}

const names: readonly string[] = ['format', 'filter', 'sort', 'after', 'withCursor'];

/** The same in a body and in a link. @throws BAD_USER_INPUT with the field, or BodyError */
export async function readExportRequest(request: IncomingMessage, maxBytes: number): Promise<ExportRequest> {
  const given =
    request.method === 'POST' ? objectIn(await readJsonBody(request, maxBytes)) : linkIn(request.url);
  // A filter under a name with a slip in it would else be none, and the export one of everything.
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

function objectIn(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new BodyError(400, 'BAD_REQUEST', 'The body is no export: {"format": …, "filter": …}.');
  return { ...body };
}

function linkIn(url = ''): Readonly<Record<string, unknown>> {
  const mark = url.indexOf('?');
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark));
  for (const name of query.keys())
    if (query.getAll(name).length > 1) throw invalid(name, 'is there more than once');
  return Object.fromEntries(
    [...query].map(([name, text]) => [name, inJson.includes(name) ? parsed(name, text) : text] as const),
  );
}

const inJson: readonly string[] = ['filter', 'sort', 'withCursor'];

function parsed(name: string, text: string): unknown {
  // As a form sends what was left empty.
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw invalid(name, `is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
