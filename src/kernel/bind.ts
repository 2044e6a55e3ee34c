type Verb<Deps> = (deps: Deps, ...args: never[]) => unknown;

export type Bound<Deps, Verbs> = {
  readonly [Name in keyof Verbs]: Verbs[Name] extends (deps: Deps, ...args: infer Args) => infer Result
    ? (...args: Args) => Result
    : never;
};

/** Binds the dependencies of top-level functions, so that callers pass only what belongs to one call. */
export const bind = <Deps, Verbs extends Readonly<Record<string, Verb<Deps>>>>(
  deps: Deps,
  verbs: Verbs,
): Bound<Deps, Verbs> =>
  Object.fromEntries(
    Object.entries(verbs).map(([name, verb]) => [name, (...args: never[]) => verb(deps, ...args)]),
  ) as Bound<Deps, Verbs>;
