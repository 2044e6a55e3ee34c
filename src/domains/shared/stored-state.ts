/** Returns the state in a stored projection, without the fields that only queries use. */
export const storedState = <State extends object>(initial: State, document: State): State =>
  Object.fromEntries(
    Object.keys(initial).map((name) => [name, document[name as keyof State]]),
  ) as unknown as State;
