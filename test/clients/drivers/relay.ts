import { printSchema } from 'graphql';
import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  commitMutation,
  Environment,
  fetchQuery,
  Network,
  Observable,
  RecordSource,
  requestSubscription,
  Store,
  type ConcreteRequest,
  type GraphQLResponse,
} from 'relay-runtime';
import { bareGraph } from '../../support/every-field.ts';
import {
  authorizedFetch,
  closeSocketClient,
  codesOf,
  networkErrorCodes,
  openSocketClient,
  subscribeResumably,
  type Driver,
  type ReportedError,
  type Surroundings,
} from '../driver.ts';
import { operations } from '../stories.ts';

const require = createRequire(import.meta.url);
const compiler = require.resolve('relay-compiler/cli.js');

/** Compiles operations with Relay's compiler. @returns the compiled operations by name. @throws if an operation is not valid for Relay */
export async function compileForRelay<Name extends string>(
  documents: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, ConcreteRequest>>> {
  const directory = await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'relay-'));
  const artifact = (name: string) => join(directory, 'artifacts', `${name}.graphql.js`);
  await mkdir(join(directory, 'src'));
  await mkdir(join(directory, 'artifacts'));
  await writeFile(join(directory, 'schema.graphql'), printSchema(bareGraph().schema));
  await writeFile(
    join(directory, 'relay.config.json'),
    JSON.stringify({
      src: 'src',
      schema: 'schema.graphql',
      artifactDirectory: 'artifacts',
      language: 'javascript',
      eagerEsModules: false,
    }),
  );
  const names = Object.keys(documents) as Name[];
  for (const name of names) {
    // The name of an operation must begin with the name of its module.
    const file = name.replace(/(Query|Mutation|Subscription)$/, '.js');
    await writeFile(join(directory, 'src', file), `graphql\`${documents[name]}\`;\n`, { flag: 'a' });
  }
  await promisify(execFile)(process.execPath, [compiler], { cwd: directory });
  const compiled = names.map((name) => [name, require(artifact(name)) as ConcreteRequest] as const);
  await rm(directory, { recursive: true });
  return Object.fromEntries(compiled) as Record<Name, ConcreteRequest>;
}

/** Creates a Relay environment with an empty store. */
export function openRelay(surroundings: Surroundings): {
  readonly environment: Environment;
  readonly close: () => Promise<void>;
} {
  const socketClient = openSocketClient(surroundings);
  const authorized = authorizedFetch(surroundings.token);
  const network = Network.create(
    async ({ text }, variables) => {
      const response = await authorized(surroundings.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
        },
        body: JSON.stringify({ query: text, variables }),
      });
      return (await response.json()) as GraphQLResponse;
    },
    ({ text }, variables) =>
      Observable.create((sink) =>
        subscribeResumably(
          socketClient,
          { query: text ?? '', variables },
          {
            next(result) {
              sink.next(result as GraphQLResponse);
            },
            error(reason) {
              // Relay passes instances of Error only.
              sink.error(new Error('The subscription has failed.', { cause: reason }));
            },
            complete() {
              sink.complete();
            },
          },
        ),
      ),
  );
  return {
    environment: new Environment({ network, store: new Store(new RecordSource()) }),
    close: () => closeSocketClient(socketClient),
  };
}

/** Relay with operations of its compiler. */
export const relay: Driver = (surroundings) => {
  const { environment, close } = openRelay(surroundings);
  const compiled = compiledStories();
  return {
    async request(name, variables) {
      const operation = (await compiled)[name];
      try {
        if (operation.params.operationKind === 'query')
          return { data: await fetchQuery(environment, operation, variables).toPromise(), errors: [] };
        return await new Promise((resolve, reject) => {
          commitMutation(environment, {
            mutation: operation,
            variables,
            onCompleted(data, errors) {
              resolve({ data, errors: codesOf(errors as readonly ReportedError[] | null) });
            },
            onError: reject,
          });
        });
      } catch (error) {
        return { data: null, errors: errorCodes(error) };
      }
    },
    subscribe(name, variables, { next, error }) {
      let dispose: (() => void) | undefined;
      let isOver = false;
      void compiled.then(({ [name]: subscription }) => {
        if (isOver) return;
        ({ dispose } = requestSubscription(environment, {
          subscription,
          variables,
          onNext: next,
          onError({ cause }) {
            error(networkErrorCodes(cause));
          },
        }));
      });
      return () => {
        isOver = true;
        dispose?.();
      };
    },
    close,
  };
};

let stories: ReturnType<typeof compileForRelay<keyof typeof operations>> | undefined;
const compiledStories = () => (stories ??= compileForRelay(operations));

/** Returns the codes of an error that Relay throws for a response without data. */
function errorCodes(error: unknown): readonly string[] {
  const { source } = error as { source?: { errors?: readonly ReportedError[] } };
  if (source === undefined) throw error;
  return codesOf(source.errors);
}
