import { keyOf, variableSetOf, type FlowState } from './state.ts';

/** A flow as it was, with what has become secret since: it is not shown as it was, either. */
export function withSecretsOf(newest: FlowState, state: FlowState): FlowState {
  if (newest.seq <= state.seq) return state;
  const variableSets = state.variableSets.map((set) => {
    const secrets = new Set(variableSetOf(newest, set.name)?.secrets);
    if (secrets.size === 0) return set;
    return {
      ...set,
      variables: set.variables.map((variable) =>
        secrets.has(keyOf(variable)) ? { ...variable, secret: true } : variable,
      ),
    };
  });
  return { ...state, variableSets };
}
