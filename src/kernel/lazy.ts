/** Returns a function that creates the value on its first call, and returns the same value on later calls. */
export function lazy<Value extends object>(create: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= create());
}
