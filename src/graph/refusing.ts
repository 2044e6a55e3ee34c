import { GraphQLError } from 'graphql';
import { DomainError } from '../kernel/errors.ts';

/** A refusal that is thrown is the answer. What else is thrown stays a fault. */
export async function refusing<Answer>(
  answer: () => Promise<Answer>,
): Promise<Answer | { errors: GraphQLError[] }> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    if (error instanceof DomainError)
      return { errors: [new GraphQLError(error.message, { originalError: error })] };
    throw error;
  }
}
