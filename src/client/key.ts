/** A key of an operation. (`crypto.randomUUID` is only there on pages that came over HTTPS.) */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
