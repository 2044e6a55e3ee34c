import type { Proxy } from '../client/proxy.ts';
import { tokenFor, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import type { DrivenClient, Driver } from './driver.ts';
import type { OperationName, Step, Story, Who } from './stories.ts';

const scopes: Readonly<Record<Who, string>> = { ann: 'chat.agent', alice: 'chat.customer' };

/** A caller of the running story. */
interface Caller {
  readonly client: DrivenClient;
  tokenAcceptedSeconds: number;
  /** Number of tokens that the client has requested. */
  tokens: number;
}

interface Subscribed {
  readonly events: unknown[];
  readonly caller: Caller;
  /** Number of the caller's tokens before the subscription. */
  readonly tokensBefore: number;
  errors?: readonly string[];
  readonly unsubscribe: () => void;
}

interface Run {
  readonly proxy: Proxy;
  readonly callers: Readonly<Record<Who, Caller>>;
  readonly subscriptions: Map<OperationName, Subscribed>;
  readonly saved: Map<string, unknown>;
}

/** Runs a story with the clients of one driver, in a tenant of its own. @throws if a result differs from the expected one */
export async function runStory(
  { steps }: Story,
  driver: Driver,
  { server, proxy, tenant }: { server: TestServer; proxy: Proxy; tenant: string },
): Promise<void> {
  await server.data(
    'mutation($input: AgentInput!) { upsertAgent(input: $input) { agent { id } } }',
    { input: { username: 'ann', maxConcurrent: 5 } },
    await tokenFor('agent.manage', { subject: 'manager', tenant }),
  );
  const openCaller = (who: Who): Caller => {
    const caller: Caller = {
      client: driver({
        url: server.url,
        subscriptionUrl: proxy.url,
        token: () => {
          caller.tokens += 1;
          return tokenFor(scopes[who], {
            subject: who,
            tenant,
            acceptedSeconds: caller.tokenAcceptedSeconds,
          });
        },
      }),
      tokenAcceptedSeconds: 3600,
      tokens: 0,
    };
    return caller;
  };
  const run: Run = {
    proxy,
    callers: { ann: openCaller('ann'), alice: openCaller('alice') },
    subscriptions: new Map(),
    saved: new Map(),
  };
  try {
    for (const step of steps) await runStep(run, step);
  } finally {
    for (const { unsubscribe } of run.subscriptions.values()) unsubscribe();
    for (const { client } of Object.values(run.callers)) await client.close();
  }
}

async function runStep(run: Run, step: Step): Promise<void> {
  const { callers, subscriptions, saved } = run;
  if ('cut' in step) cut(run);
  else if ('tokenAcceptedSeconds' in step) callers[step.as].tokenAcceptedSeconds = step.tokenAcceptedSeconds;
  else if ('subscribe' in step) subscribe(run, step);
  else if ('operation' in step) await request(run, step);
  else if ('reconnects' in step) {
    const { caller, tokensBefore } = subscribed(subscriptions, step.reconnects);
    await until(() => caller.tokens >= tokensBefore + 2);
  } else if ('fails' in step) {
    const subscription = subscribed(subscriptions, step.fails);
    await until(() => subscription.errors !== undefined);
    expect(subscription.errors).toEqual(step.errors);
  } else {
    const subscription = subscribed(subscriptions, step.receives);
    const count = 'count' in step ? step.count : step.events.length;
    await until(() => {
      if (subscription.errors !== undefined)
        throw new Error(`${step.receives} failed with ${subscription.errors.join(', ')}.`);
      return subscription.events.length >= count;
    });
    if ('events' in step) expect(subscription.events).toMatchObject(fill(step.events, saved) as object[]);
  }
}

/** @throws if no connection was open */
function cut({ proxy }: Run): void {
  const { cuts } = proxy;
  proxy.cut();
  expect(proxy.cuts).toBeGreaterThan(cuts);
}

function subscribe(run: Run, step: Extract<Step, { subscribe: unknown }>): void {
  const caller = run.callers[step.as];
  const events: unknown[] = [];
  const subscription: Subscribed = {
    events,
    caller,
    tokensBefore: caller.tokens,
    unsubscribe: caller.client.subscribe(step.subscribe, variablesOf(run, step), {
      next: (data) => events.push(data),
      error(codes) {
        subscription.errors = codes;
      },
    }),
  };
  run.subscriptions.set(step.subscribe, subscription);
}

async function request(run: Run, step: Extract<Step, { operation: unknown }>): Promise<void> {
  const { data, errors } = await run.callers[step.as].client.request(step.operation, variablesOf(run, step));
  expect(errors).toEqual(step.errors ?? []);
  if (step.data) expect(data).toMatchObject(fill(step.data, run.saved) as object);
  for (const [name, path] of Object.entries(step.save ?? {}))
    run.saved.set(
      name,
      path.split('.').reduce((value, key) => (value as Record<string, unknown>)[key], data),
    );
}

const variablesOf = ({ saved }: Run, { variables = {} }: { variables?: object }) =>
  fill(variables, saved) as Record<string, unknown>;

/** Replaces texts such as `$id` by saved values. */
function fill(value: unknown, saved: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string' && value.startsWith('$')) {
    if (!saved.has(value.slice(1))) throw new Error(`No earlier step has saved ${value}.`);
    return saved.get(value.slice(1));
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, saved));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, saved)]));
}

function subscribed(subscriptions: Run['subscriptions'], name: OperationName): Subscribed {
  const subscription = subscriptions.get(name);
  if (!subscription) throw new Error(`No earlier step subscribes to ${name}.`);
  return subscription;
}
