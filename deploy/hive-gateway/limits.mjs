import { GraphQLError, Kind, parse } from 'graphql';

/** Limits that apply before an operation is planned. The subgraphs themselves limit the cost. */
export const limits = ({ MAX_BODY_BYTES, MAX_TOKENS, MAX_DEPTH, MAX_ALIASES }) => ({
  onRequestParse({ request }) {
    if (request.method !== 'POST') return;
    const length = request.headers.get('content-length');
    if (length === null) throw refusal('A body needs a content-length.', 'BAD_REQUEST', 411);
    if (Number(length) > MAX_BODY_BYTES)
      throw refusal(`The body is larger than ${MAX_BODY_BYTES} bytes.`, 'PAYLOAD_TOO_LARGE', 413);
  },
  onParse({ setParseFn }) {
    setParseFn((source, options) => parse(source, { ...options, maxTokens: MAX_TOKENS }));
  },
  onValidate({ addValidationRule }) {
    addValidationRule((context) => {
      let aliases = 0;
      return {
        Field({ alias }) {
          if (alias === undefined || ++aliases !== MAX_ALIASES + 1) return;
          context.reportError(refusal(`There are more than ${MAX_ALIASES} aliases.`, 'OPERATION_TOO_LARGE'));
        },
        Document(document) {
          if (depthOf(document) > MAX_DEPTH)
            context.reportError(refusal(`Fields nest deeper than ${MAX_DEPTH}.`, 'OPERATION_TOO_LARGE'));
        },
      };
    });
  },
});

const refusal = (message, code, status) =>
  new GraphQLError(message, { extensions: { code, ...(status && { http: { status } }) } });

function depthOf({ definitions }) {
  const named = new Map();
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) named.set(one.name.value, one);
  // Each fragment is measured once. One that holds itself counts as nothing here, and another rule refuses it.
  const measured = new Map();
  const ofFragment = (name) => {
    if (!measured.has(name)) {
      measured.set(name, 0);
      measured.set(name, deepest(named.get(name)));
    }
    return measured.get(name);
  };
  const deepest = (node) => Math.max(0, ...(node?.selectionSet?.selections ?? []).map(ofSelection));
  const ofSelection = (selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return deepest(selection);
    // Introspection is exempt.
    return selection.name.value.startsWith('__') ? 0 : 1 + deepest(selection);
  };
  return Math.max(...definitions.map(deepest));
}
