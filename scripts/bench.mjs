// @ts-check
// `pnpm bench [-- names]`: runs test/bench/*.bench.ts one after the other. Each prints lines of JSON:
// {"name","value","unit"}.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { install } from './install.mjs';
import { run } from './run.mjs';
import { bin, root } from './workspace.mjs';

const wanted = process.argv.slice(2).filter((argument) => argument !== '--');

await install();
const files = readdirSync(join(root, 'test/bench'))
  .filter((file) => file.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((name) => file.startsWith(name))))
  .toSorted();
if (files.length === 0) {
  console.error(`No benchmark in test/bench is called ${wanted.join(' or ')}.`);
  process.exitCode = 1;
}
for (const file of files) {
  const exitCode = await run(join(bin, 'node'), [join('test/bench', file)]);
  if (exitCode !== 0) process.exitCode = exitCode;
}
