import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { mutationsOf, type Mutation } from './mutations.ts';

interface RoomFolders {
  readonly source: string;
  /** The folders and files of tests that can detect its mutations, the closest first. */
  readonly tests: readonly string[];
}

/** The folders whose mutations tests must detect. */
const rooms = {
  eventlog: {
    source: 'src/eventlog',
    tests: ['test/eventlog', 'test/realtime', 'test/domains/interactions'],
  },
  realtime: {
    source: 'src/realtime',
    tests: ['test/realtime', 'test/domains/interactions'],
  },
  interactions: {
    source: 'src/domains/interactions',
    tests: ['test/domains/interactions', 'test/interactions-model'],
  },
  auth: {
    source: 'src/auth',
    tests: ['test/auth', 'test/server/http/server.test.ts', 'test/server/websocket/connection.test.ts'],
  },
  graph: {
    source: 'src/graph',
    tests: ['test/graph', 'test/domains/engagements/graph-visibility.test.ts'],
  },
  storage: {
    source: 'src/storage',
    tests: [
      'test/storage',
      'test/eventlog',
      'test/domains/flows/photos',
      'test/domains/interactions/lists.test.ts',
    ],
  },
} as const satisfies Record<string, RoomFolders>;

export type Room = keyof typeof rooms;
export const roomNames = Object.keys(rooms) as readonly Room[];

export const roomOf = ({ file }: Mutation): Room => {
  const room = roomNames.find((name) => file.startsWith(`${rooms[name].source}/`));
  if (room === undefined) throw new Error(`${file} is in no room.`);
  return room;
};

/** Tests that mostly wait for other processes. */
const omittedTests = /outage|\.verify\./;

/** Returns the test files that can detect a mutation, the closest first: files of the same name, then the folders of its room. */
export function testsOfRoom(root: string, mutation: Mutation): readonly string[] {
  const tests = rooms[roomOf(mutation)].tests.flatMap((folder) =>
    folder.endsWith('.ts') ? [folder] : globSync(`${folder}/**/*.test.ts`, { cwd: root }).sort(),
  );
  const name = basename(mutation.file, '.ts');
  return tests
    .filter((test) => !omittedTests.test(test))
    .toSorted((a, b) => Number(b.includes(`/${name}`)) - Number(a.includes(`/${name}`)));
}

/** Returns all mutations of a room. @param root the folder that contains `src` */
const mutationsIn = (root: string, room: Room): readonly Mutation[] =>
  globSync(`${rooms[room].source}/**/*.ts`, { cwd: root })
    .sort()
    .flatMap((file) => mutationsOf(file, readFileSync(`${root}/${file}`, 'utf8')));

/**
 * Chooses the same number of mutations in each room. The choice depends on the seed and on each mutation alone, so that a change of the
 * code leaves most of it as it was.
 */
export function sampleMutations(root: string, size: number, seed: string): readonly Mutation[] {
  const queues = roomNames.map((room) => shuffle(mutationsIn(root, room), seed));
  const chosen: Mutation[] = [];
  for (let turn = 0; chosen.length < size && queues.some(({ length }) => length > turn); turn++)
    chosen.push(...queues.flatMap((queue) => queue.slice(turn, turn + 1)));
  return chosen.slice(0, size);
}

function shuffle(mutations: readonly Mutation[], seed: string): readonly Mutation[] {
  const keyOf = ({ file, rule, start, replacement }: Mutation) =>
    createHash('sha256')
      .update(JSON.stringify([seed, file, rule, start, replacement]))
      .digest('hex');
  return mutations
    .map((mutation) => ({ mutation, key: keyOf(mutation) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ mutation }) => mutation);
}
