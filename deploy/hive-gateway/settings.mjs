const onOff = (value) => ({ on: true, off: false })[value];
const whole = (value) => (/^\d{1,9}$/.test(value) ? Number(value) : undefined);
const text = (value) => value;
const origins = (value) => new Set(value === '' ? [] : value.split(',').map((one) => new URL(one).origin));

/** Name, default, reader. Where Switchboard has a setting of the same name it means the same. */
const variables = {
  SUPERGRAPH: ['supergraph.graphql', text],
  HOST: ['127.0.0.1', text],
  PORT: ['4000', whole],
  AUTH_SECRET: ['', text],
  AUTH_JWKS_URL: ['', text],
  AUTH_ISSUER: ['', text],
  AUTH_AUDIENCE: ['', text],
  ALLOWED_ORIGINS: ['', origins],
  INTROSPECTION: ['on', onOff],
  SUBGRAPH_TIMEOUT_MS: ['5000', whole],
  SUPERGRAPH_POLL_MS: ['10000', whole],
  SHUTDOWN_TIMEOUT_MS: ['5000', whole],
  KEEP_ALIVE_MS: ['12000', whole],
  HTTP_KEEP_ALIVE_MS: ['65000', whole],
  MAX_BODY_BYTES: ['262144', whole],
  MAX_WS_PAYLOAD_BYTES: ['262144', whole],
  MAX_TOKENS: ['1000', whole],
  MAX_DEPTH: ['12', whole],
  MAX_ALIASES: ['30', whole],
  LOG_LEVEL: ['info', text],
};

/** @throws on a value that is none */
export const readSettings = (environment) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, [fallback, read]]) => {
      // Set and empty is not set: compose files write it so.
      const value = read(environment[name] || fallback);
      if (value === undefined)
        throw new Error(`${name} is ${JSON.stringify(environment[name])}, which it may not be.`);
      return [name, value];
    }),
  );
