import { LiveSource, type LiveSink } from '../../src/domains/shared/live-source.ts';
import type { RequestContext, Subgraph } from '../../src/domains/shared/subgraph.ts';
import { DomainError, slowConsumer } from '../../src/kernel/errors.ts';

interface Author {
  readonly name: string;
  readonly role: string;
  readonly active: boolean;
}

export interface Note {
  readonly id: number;
  readonly text: string;
  readonly at: Date;
  readonly author: Author;
  readonly readers: readonly Author[];
}

const authors: readonly Author[] = ['AGENT', 'CUSTOMER', 'SUPERVISOR'].map((role) => ({
  name: `${role.toLowerCase()}@example.com`,
  role,
  active: true,
}));
const [author = { name: '', role: '', active: false }] = authors;

const typeDefs = /* GraphQL */ `
  type Query {
    boardSize: Int @authenticated
  }
  type Mutation {
    pin(text: String!): Note @authenticated
  }
  type Subscription {
    "Shared by all subscribers. Starts after the note with the number \`after\`."
    notes(after: ID, until: Int): Note! @requiresScopes(scopes: [["agent.view"]])
    "Not shared: each subscriber has its own source."
    ownNotes: Note! @authenticated
    "The domain rejects the subscription."
    lockedNotes: Note! @authenticated
    "Delivers nothing and never ends."
    silence: Note! @authenticated
  }
  "A note on the board."
  type Note @key(fields: "id") {
    id: ID!
    text: String!
    "Resolves after a delay, which is shorter for later notes."
    late: String
    secret: String @requiresScopes(scopes: [["agent.manage"]])
    failing: String
    reader: String
    echo(text: String): String
    at: DateTime!
    author: Author!
    readers: [Author!]!
  }
  type Author {
    name: String!
    role: String!
    active: Boolean!
  }
`;

/** Creates a subgraph for tests and benchmarks: a board with notes, and subscriptions to new notes. */
export function createBoard({
  maxBehind = 1000,
  beforeSilence,
}: {
  maxBehind?: number;
  /** Called, and awaited, before a subscription to `silence` is ready. */
  beforeSilence?: () => Promise<unknown>;
} = {}) {
  const notes: Note[] = [];
  const pumps = new Set<() => void>();
  /** Number of resolver calls, by field. */
  const resolved = { text: 0, secret: 0 };
  let open = 0;

  function pin(text: string): Note {
    const note = { id: notes.length + 1, text, at: new Date(), author, readers: authors };
    notes.push(note);
    for (const pump of pumps) pump();
    return note;
  }

  const subscribeFrom = (after: number, until: number, isShared: boolean): LiveSource =>
    new LiveSource((sink: LiveSink) => {
      open += 1;
      let cursor = after;
      let closed = false;
      const close = () => {
        if (closed) return;
        closed = true;
        open -= 1;
        pumps.delete(pump);
      };
      const pump = () => {
        while (!closed && cursor < notes.length && sink.ready) {
          const note = notes[cursor];
          cursor += 1;
          sink.push({
            value: note,
            position: String(cursor),
            ...(isShared ? { share: `note ${cursor}` } : {}),
          });
          if (cursor === until) sink.end();
        }
        if (notes.length - cursor > maxBehind) sink.end(slowConsumer());
      };
      pumps.add(pump);
      pump();
      return { resume: pump, close };
    });

  const silence = (): LiveSource =>
    new LiveSource(() => {
      open += 1;
      let closed = false;
      return {
        resume: () => undefined,
        close() {
          if (!closed) open -= 1;
          closed = true;
        },
      };
    });

  const item = (note: Note) => note;
  const subgraph: Subgraph = {
    name: 'board',
    typeDefs,
    entities: [],
    resolvers: {
      Query: { boardSize: () => notes.length },
      Mutation: { pin: (_: unknown, { text }: { text: string }) => pin(text) },
      Subscription: {
        notes: {
          subscribe(
            _: unknown,
            { after, until }: { after?: string; until?: number },
            { lastEventId = after }: Pick<RequestContext, 'lastEventId'>,
          ) {
            const start = lastEventId === undefined ? notes.length : Number(lastEventId);
            return subscribeFrom(start, until ?? Number.NaN, true);
          },
          resolve: item,
        },
        ownNotes: { subscribe: () => subscribeFrom(notes.length, Number.NaN, false), resolve: item },
        lockedNotes: {
          subscribe: () => {
            throw new DomainError('NOT_FOUND', 'There is no such board.');
          },
          resolve: item,
        },
        silence: {
          async subscribe() {
            await beforeSilence?.();
            return silence();
          },
          resolve: item,
        },
      },
      Note: {
        text: (note: Note) => {
          resolved.text += 1;
          return note.text;
        },
        late: ({ id, text }: Note) =>
          new Promise((resolve) =>
            setTimeout(
              () => {
                resolve(text);
              },
              Math.max(1, 50 - id * 10),
            ),
          ),
        secret: ({ text }: Note) => {
          resolved.secret += 1;
          return `secret ${text}`;
        },
        failing: () => {
          throw new Error('the inside of the server');
        },
        reader: (_: Note, __: unknown, { caller }: { caller: { id: string } }) => caller.id,
        echo: (_: Note, { text }: { text?: string }) => text ?? null,
      },
    },
  };
  return {
    subgraph,
    pin,
    resolved,
    /** Number of open sources. */
    get open() {
      return open;
    },
  };
}

export type Board = ReturnType<typeof createBoard>;
