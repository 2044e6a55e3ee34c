import type { DocumentNode } from 'graphql';

/**
 * What is worked out once for each operation of a document. It hangs on the parsed document, so the server's own cache of documents, which
 * is bounded, is the only one there is.
 */
export function memoizeByOperation<Made>(
  make: (document: DocumentNode, operationName: string | undefined) => Made,
): (document: DocumentNode, operationName: string | undefined) => Made {
  const known = new WeakMap<DocumentNode, Map<string, Made>>();
  return (document, operationName) => {
    let operations = known.get(document);
    if (operations === undefined) known.set(document, (operations = new Map<string, Made>()));
    const name = operationName ?? '';
    let made = operations.get(name);
    if (made === undefined) operations.set(name, (made = make(document, operationName)));
    return made;
  };
}
