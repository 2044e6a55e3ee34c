/** One part of `npm run verify`: a matrix or a long run that `npm test` has no time for. */
export interface Part {
  readonly name: string;
  readonly holds: string;
  /** A script of package.json, with its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
  /** The part fails if it takes longer on 2 cores. */
  readonly limitMinutes: number;
}

export const parts: readonly Part[] = [
  {
    name: 'forms',
    holds:
      'The stories of all domains give the same answers through a gateway, alone and beside own domains.',
    command: ['jest', '--', 'test/domains'],
    environment: { GRAPH_FORMS: 'gateway,mixed' },
    limitMinutes: 30,
  },
  {
    name: 'model',
    holds: 'The reference model agrees with the system over 1,000 random sequences in each mode.',
    command: ['jest', '--', 'test/interactions-model'],
    environment: { MODEL_RUNS: '1000' },
    limitMinutes: 30,
  },
  {
    name: 'fuzz',
    holds:
      'Random operations, cursors, tokens, bodies and files find no leak and no internal error in 2,000 runs each.',
    command: ['jest', '--', 'test/fuzz', 'test/auth/secret'],
    environment: { FUZZ_RUNS: '2000' },
    limitMinutes: 30,
  },
  {
    name: 'chaos',
    holds:
      'No invariant breaks in 10 minutes of load while mongods and gateways are killed, hang and step down.',
    command: ['chaos', '--', '600'],
    limitMinutes: 15,
  },
  {
    name: 'clocks',
    holds:
      'Offers, leases and times are right beside a gateway whose clock is wrong by up to ten minutes (Debian: apt-get install faketime).',
    command: ['jest', '--', 'test/chaos/wrong-clock'],
    environment: { VERIFY: '1' },
    limitMinutes: 10,
  },
  {
    name: 'clients',
    holds: 'The usual clients of GraphQL pass the same stories, and their caches show the right data.',
    command: ['jest', '--', 'test/clients'],
    environment: { STORY_CLIENTS: 'all' },
    limitMinutes: 10,
  },
  {
    name: 'routers',
    holds:
      'Hive Gateway over our subgraphs gives the answers of the unified graph, as deploy/hive-gateway configures it.',
    command: ['jest', '--', 'test/deploy/hive-gateway', 'test/federation'],
    environment: { VERIFY: '1' },
    limitMinutes: 10,
  },
  {
    name: 'stalled-majority',
    holds:
      'On three real mongods, a message that a majority does not acknowledge is stored once, and subscriptions wait for an election.',
    command: ['jest', '--', 'test/client/stalled-majority'],
    environment: { VERIFY: '1' },
    limitMinutes: 5,
  },
  {
    name: 'mutation',
    holds: 'Tests detect at least 85 % of a sample of small wrong changes to the code.',
    command: ['mutation', '--'],
    limitMinutes: 60,
  },
];
