import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Caller } from '../auth/index.ts';
import type { GraphSource } from '../graph/index.ts';

/**
 * Tells who asks for what the graph does not have that a subgraph is missing, whose field it may be: else a CRM that is away when a gateway
 * starts looks like a query with a typing error. Callers are told its name and nothing more; who is not known is not told even that.
 */
export const nameMissingSubgraphs = (
  source: Pick<GraphSource, 'remotes'>,
): ApolloServerPlugin<{ readonly sender: { readonly principal: Caller | undefined } }> => ({
  requestDidStart({ contextValue: { sender } }) {
    const missing = source.remotes.flatMap(({ name, joined }) => (joined ? [] : [name]));
    if (missing.length === 0 || sender.principal === undefined) return Promise.resolve();
    return Promise.resolve({
      willSendResponse({ response: { body } }) {
        if (body.kind === 'single' && body.singleResult.errors !== undefined)
          body.singleResult.errors = body.singleResult.errors.map((error) =>
            isUnknown(error) ? named(error, missing) : error,
          );
        return Promise.resolve();
      },
    });
  },
});

/** graphql has one code for all that is invalid. What a subgraph says so has a path. */
const isUnknown = ({ message, path, extensions }: GraphQLFormattedError): boolean =>
  extensions?.code === 'GRAPHQL_VALIDATION_FAILED' &&
  path === undefined &&
  /^(Cannot query field|Unknown type) "/.test(message);

const named = (
  { message, extensions, ...rest }: GraphQLFormattedError,
  missing: readonly string[],
): GraphQLFormattedError => ({
  message: `${message} ${
    missing.length === 1
      ? `The subgraph ${missing.join('')} is not joined at present, so its fields are not known.`
      : `The subgraphs ${missing.join(', ')} are not joined at present, so their fields are not known.`
  }`,
  ...rest,
  extensions: { ...extensions, missingSubgraphs: missing },
});
