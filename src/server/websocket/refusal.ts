import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** An error as the client is to see it, in the shape that graphql-ws asks for. */
export class Refusal extends GraphQLError {
  readonly #formatted: GraphQLFormattedError;

  constructor(formatted: GraphQLFormattedError) {
    super(formatted.message, { extensions: formatted.extensions ?? null });
    this.#formatted = formatted;
  }

  override toJSON(): GraphQLFormattedError {
    return this.#formatted;
  }
}
