import type { DocumentNode } from 'graphql';

/**
 * Memoizes a function by operation. Results are held weakly by the parsed document: they are dropped when the server's bounded document
 * cache drops the document.
 */
export function memoizeByOperation<Result>(
  compute: (document: DocumentNode, operationName: string | undefined) => Result,
): (document: DocumentNode, operationName: string | undefined) => Result {
  const cache = new WeakMap<DocumentNode, Map<string, Result>>();
  return (document, operationName) => {
    let results = cache.get(document);
    if (results === undefined) cache.set(document, (results = new Map<string, Result>()));
    const name = operationName ?? '';
    let result = results.get(name);
    if (result === undefined) results.set(name, (result = compute(document, operationName)));
    return result;
  };
}
