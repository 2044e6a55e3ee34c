import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const mongodb = `import type { Db } from 'mongodb';\nexport type Used = Db;\n`;
const graphql = `import type { GraphQLSchema } from 'graphql';\nexport type Used = GraphQLSchema;\n`;
const importOf = (path: string) => `import * as other from '${path}';\nexport const x = other;\n`;
const typeImportOf = (path: string) =>
  `import type { T } from '${path}';\nexport type U = T;\nexport type T = 1;\n`;

/** Breaches of the rules, by file. Each file has one breach; the name is the rule that must report it. */
const breaches: Record<string, { readonly rule: string; readonly text: string }> = {
  'src/kernel/a.ts': { rule: 'layer-kernel', text: importOf('../storage/index.ts') },
  'src/storage/mongod.ts': { rule: 'layer-storage', text: importOf('../embedded-mongod/index.ts') },
  'src/embedded-mongod/a.ts': { rule: 'layer-embedded-mongod', text: importOf('../storage/index.ts') },
  'src/auth/deep.ts': { rule: 'layer-auth', text: importOf('../server/index.ts') },
  'src/eventlog/front.ts': { rule: 'front-doors', text: importOf('../storage/deep.ts') },
  'src/auth/mongo.ts': { rule: 'only-storage-speaks-mongodb', text: mongodb },
  'src/domains/crm/operations.ts': { rule: 'only-storage-speaks-mongodb', text: mongodb },
  'src/domains/crm/cases/operations.ts': { rule: 'only-resolvers-know-graphql', text: graphql },
  'src/domains/crm/export/document.ts': { rule: 'only-resolvers-know-graphql', text: graphql },
  'src/domains/crm/other.ts': { rule: 'domains-meet-only-in-the-graph', text: importOf('../erp/index.ts') },
  'src/domains/crm/resolvers.ts': {
    rule: 'resolvers-and-importers-go-through-operations',
    text: importOf('./cases/store.ts'),
  },
  'src/domains/crm/cases/importer.ts': {
    rule: 'resolvers-and-importers-go-through-operations',
    text: importOf('./note-store.ts'),
  },
  'src/generated/resolvers.ts': { rule: 'generated-is-type-only', text: importOf('../domains/erp/index.ts') },
  'src/client/a.ts': {
    rule: 'client-takes-nothing-of-node',
    text: `import { readFile } from 'node:fs';\nexport const y = readFile;\n`,
  },
  'src/app.ts': { rule: 'src-never-imports-test', text: importOf('../test/a.ts') },
  // A circle is reported at the last of its files.
  'src/config/value-2.ts': { rule: 'no-circular', text: importOf('./value.ts') },
  'src/realtime/type-2.ts': { rule: 'no-circular', text: typeImportOf('./type.ts') },
};

/** Files without a breach of their own. */
const others: Record<string, string> = {
  'src/storage/index.ts': 'export const x = 1;\n',
  'src/storage/deep.ts': 'export const x = 1;\n',
  'src/embedded-mongod/index.ts': 'export const x = 1;\n',
  'src/server/index.ts': 'export const x = 1;\n',
  'src/domains/erp/index.ts': 'export const x = 1;\n',
  'src/domains/crm/cases/store.ts': `${mongodb}export const x = 1;\n`,
  'src/domains/crm/cases/note-store.ts': `${mongodb}export const x = 1;\n`,
  'src/domains/crm/cases/resolvers/case.ts': graphql,
  'src/config/value.ts': importOf('./value-2.ts'),
  'src/realtime/type.ts': typeImportOf('./type-2.ts'),
  'test/a.ts': 'export const x = 1;\n',
};

test('each import rule reports its breach, and nothing else is reported', async () => {
  const directory = await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'imports-'));
  try {
    const texts = Object.entries(breaches).map(([path, { text }]) => [path, text] as const);
    for (const [path, text] of [...texts, ...Object.entries(others)]) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text);
    }
    await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
    await symlink(join(root, 'tsconfig.json'), join(directory, 'tsconfig.json'));
    await symlink(join(root, 'node_modules'), join(directory, 'node_modules'));
    const reported = (await violationsIn(directory)).map(({ from, rule }) => `${from}: ${rule.name}`);
    const expected = Object.entries(breaches).map(([path, { rule }]) => `${path}: ${rule}`);
    expect([...new Set(reported)].sort()).toEqual(expected.sort());
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** dependency-cruiser exits with the number of violations, so the exit code is ignored. */
function violationsIn(directory: string): Promise<readonly Violation[]> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [
        join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
        ...['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'src'],
      ],
      { cwd: directory, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        try {
          const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
          resolve(summary.violations);
        } catch {
          reject(new Error(stderr, { cause: error }));
        }
      },
    );
  });
}
