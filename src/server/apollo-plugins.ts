import type { ApolloServerPlugin } from '@apollo/server';
import {
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../auth/index.ts';
import type { GraphSource } from '../graph/index.ts';
import { preferredMediaType } from './http/content-negotiation.ts';
import { retryAfterHeader } from './http/respond.ts';

/**
 * Adds the names of missing subgraphs to errors about unknown fields and types. Without them, a query for a subgraph that was down when the
 * gateway started looks misspelled. Anonymous callers do not get the names.
 */
export const missingSubgraphHints = (
  source: Pick<GraphSource, 'remotes'>,
): ApolloServerPlugin<{ readonly sender: { readonly principal: Caller | undefined } }> => ({
  requestDidStart({ contextValue: { sender } }) {
    const missing = source.remotes.flatMap(({ name, joined }) => (joined ? [] : [name]));
    if (missing.length === 0 || sender.principal === undefined) return Promise.resolve();
    return Promise.resolve({
      willSendResponse({ response: { body } }) {
        if (body.kind === 'single' && body.singleResult.errors !== undefined)
          body.singleResult.errors = body.singleResult.errors.map((error) =>
            isUnknownName(error) ? withMissingSubgraphs(error, missing) : error,
          );
        return Promise.resolve();
      },
    });
  },
});

/**
 * Reports each deprecated field of an operation to `observe`, with the name of the client from the header `x-client-name`. Anonymous callers
 * are not counted, because they could send any number of names.
 */
export const deprecatedFieldUses = (
  observe: (field: string, client: string | undefined) => void,
): ApolloServerPlugin<{ readonly sender: { readonly principal: Caller | undefined } }> => {
  const known = new WeakMap<DocumentNode, readonly string[]>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ document, schema, request, contextValue: { sender } }) {
          if (sender.principal === undefined) return Promise.resolve();
          const fields = known.get(document) ?? deprecatedFields(schema, document);
          known.set(document, fields);
          for (const field of fields) observe(field, request.http?.headers.get('x-client-name'));
          return Promise.resolve();
        },
      }),
  };
};

/** Returns the coordinates of the deprecated fields that a document selects, each once. */
function deprecatedFields(schema: GraphQLSchema, document: DocumentNode): readonly string[] {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const Field = () => {
    const field = types.getFieldDef();
    if (field?.deprecationReason != null) found.add(`${types.getParentType()?.name ?? ''}.${field.name}`);
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return [...found];
}

/** graphql-js has one code for all validation errors. An error of a remote subgraph has a path. */
const isUnknownName = ({ message, path, extensions }: GraphQLFormattedError): boolean =>
  extensions?.code === 'GRAPHQL_VALIDATION_FAILED' &&
  path === undefined &&
  /^(Cannot query field|Unknown type) "/.test(message);

const withMissingSubgraphs = (
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

/** The codes of a well-formed request with an invalid operation. */
const operationFailures: readonly unknown[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_TOO_COSTLY',
  'OPERATION_TOO_LARGE',
  'BAD_USER_INPUT',
];

/**
 * Sets the statuses of the GraphQL over HTTP specification: an invalid operation gets 400 under `application/graphql-response+json`, and 200
 * under `application/json`, which intermediaries produce too. An operation that exceeds the rate gets 429.
 */
export const httpStatuses: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ request, response: { http, body } }) {
        // Apollo has set 400 for invalid variables, and 500 for errors that its validation does not know.
        if (body.kind !== 'single' || (http.status !== 400 && http.status !== 500)) return Promise.resolve();
        const { code, retryAfter } = body.singleResult.errors?.[0]?.extensions ?? {};
        if (code === 'RATE_LIMITED') {
          http.status = 429;
          for (const [name, value] of Object.entries(retryAfterHeader(Number(retryAfter ?? 0))))
            http.headers.set(name, value);
        } else if (operationFailures.includes(code)) {
          const headers = { accept: request.http?.headers.get('accept') };
          const mediaType = preferredMediaType({ headers }, [
            'application/json',
            'application/graphql-response+json',
          ]);
          http.status = mediaType === 'application/graphql-response+json' ? 400 : 200;
        }
        return Promise.resolve();
      },
    }),
};
