/** Returns a thrown value as an Error. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

/** Returns the message of an error without its class name. An AggregateError without a message yields the messages of its errors. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

const maxClientMessageLength = 500;

/**
 * Returns a GraphQL error message that is safe to send to clients. Removes the "Did you mean" suggestions, which would reveal a hidden
 * schema, and truncates long messages, because graphql-js quotes whole input values.
 */
export const toClientMessage = (message: string): string => {
  const plain = message.replace(/ Did you mean [^?]*\?$/, '');
  return plain.length > maxClientMessageLength ? `${plain.slice(0, maxClientMessageLength)} …` : plain;
};
