import type { ExecutionResult, Executor } from '@graphql-tools/utils';
import { parse } from 'graphql';
import { messageOf } from '../kernel/error-message.ts';

const document = parse('{ _service { sdl } }');

/** @throws if the subgraph does not answer, or not with its SDL */
export async function readServiceSdl(executor: Executor | undefined): Promise<string> {
  const { data, errors } = (await executor?.({ document })) as ExecutionResult<{
    readonly _service?: { readonly sdl?: unknown };
  }>;
  const sdl = data?._service?.sdl;
  if (typeof sdl !== 'string' || sdl === '')
    throw new Error(
      errors?.map((error) => messageOf(error.originalError ?? error)).join(' ') ??
        'It has no _service with an SDL.',
    );
  return sdl;
}
