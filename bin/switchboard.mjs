#!/usr/bin/env -S node --max-semi-space-size=8
// The semi-space limit halves the memory of an import: without it V8 collects the garbage of a record stream too late.
// This file is plain JavaScript, so that an old Node prints the message below instead of a syntax error.
import module from 'node:module';
import { join } from 'node:path';

const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `switchboard needs Node 24 or later, and this is ${process.versions.node}. ` +
      'On Linux x64 `npm ci` installs it: run switchboard through npm or npx. Elsewhere install Node 24.',
  );
  process.exit(1);
}
// Compiled modules are kept, which halves the CPU of a start. Not in the directory for temporary files, which is Node's default: other
// users can write there. NODE_COMPILE_CACHE takes precedence, and a directory that cannot be written is ignored.
const { CACHE_DIR, XDG_CACHE_HOME, HOME } = process.env;
const cacheDir =
  CACHE_DIR || (XDG_CACHE_HOME || HOME ? join(XDG_CACHE_HOME || join(HOME, '.cache'), 'switchboard') : '');
if (cacheDir) module.enableCompileCache(join(cacheDir, 'compiled'));
// Without NODE_ENV=production graphql checks every type against other copies of itself, for 4 to 14 % of the CPU of requests.
process.env.NODE_ENV ??= 'production';
await import('../src/main.ts');
