/** Returns a new idempotency key. (`crypto.randomUUID` exists only on pages that were loaded over HTTPS.) */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
