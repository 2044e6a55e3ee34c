#!/usr/bin/env -S node --max-semi-space-size=8
// The semi-space limit halves the memory of an import: without it V8 collects the garbage of a record stream too late.
// This file is plain JavaScript, so that an old Node prints the message below instead of a syntax error.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `switchboard needs Node 24 or later, and this is ${process.versions.node}. ` +
      'On Linux x64 `npm ci` installs it: run switchboard through npm or npx. Elsewhere install Node 24.',
  );
  process.exit(1);
}
// Without NODE_ENV=production graphql checks every type against other copies of itself, for 4 to 14 % of the CPU of requests.
process.env.NODE_ENV ??= 'production';
await import('../src/main.ts');
