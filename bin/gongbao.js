#!/usr/bin/env node
// Plain JavaScript on purpose: it must be readable by a Node too old for the rest.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Gongbao needs Node 22.18 or newer, and this is ${process.versions.node}. ` +
      'In a checkout, «npm ci» brings its own: use «npm start» and «npm run gongbao -- COMMAND».',
  );
  process.exit(2);
}

await import('./compile-cache.js');
const { existsSync } = await import('node:fs');
// A checkout has the sources and runs them as they are; a package or an image has only what was built.
const source = new URL('../src/main.ts', import.meta.url);
await import(
  existsSync(source) ? source.href : new URL('../dist/src/main.js', import.meta.url).href
);
