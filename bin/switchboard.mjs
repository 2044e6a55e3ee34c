#!/usr/bin/env -S node --max-semi-space-size=8
// Without that limit V8 lets a stream of records pile up as garbage: an import would take twice the memory, and no less time.
// Plain JavaScript, so that an old Node can say what it is missing instead of failing on a type annotation.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `switchboard needs Node 24 or later, and this is ${process.versions.node}. ` +
      'On Linux x64 `npm ci` brings it: run switchboard through npm or npx. Elsewhere install Node 24.',
  );
  process.exit(1);
}
// graphql compares every type with those of other copies of itself unless it is told so: 4 to 14 % of the CPU of requests.
process.env.NODE_ENV ??= 'production';
await import('../src/main.ts');
