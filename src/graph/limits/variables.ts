import { GraphQLError } from 'graphql';

/** The deepest nesting of a variable. Coercion, validation and storage are recursive, so deeper values could overflow the stack. */
const maxVariableDepth = 256;

/** @returns an error for the first variable that is nested too deep */
export function checkVariableDepth(variables: Readonly<Record<string, unknown>>): GraphQLError | undefined {
  for (const [name, value] of Object.entries(variables))
    if (exceedsVariableDepth(value)) return tooDeep(name);
  return undefined;
}

/** Returns whether a value is nested deeper than `maxVariableDepth`. Not recursive. */
export function exceedsVariableDepth(value: unknown): boolean {
  let level = [value].filter(isComposite);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === maxVariableDepth) return true;
    level = level.flatMap((item) => Object.values(item).filter(isComposite));
  }
  return false;
}

export const tooDeepReason = `is nested deeper than ${maxVariableDepth} levels`;

const isComposite = (value: unknown): value is object => typeof value === 'object' && value !== null;

function tooDeep(name: string): GraphQLError {
  const field = `$${name}`;
  const reason = tooDeepReason;
  return new GraphQLError(`${field}: ${reason}`, { extensions: { code: 'BAD_USER_INPUT', field, reason } });
}
