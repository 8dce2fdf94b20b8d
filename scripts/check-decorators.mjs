// @ts-check
// Compiles and runs a module with every decorator through each compiler and runtime that authors have, with both decorator
// standards, and compares what two copies of the SDK see of it with test/decorators/expected.json. `--update` writes that file
// anew from what tsc makes of the module; names of standards, such as `legacy metadata`, run only those.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import {
  cache,
  capture,
  compilerOptions,
  files,
  installTools,
  legacyOnly,
  matrix,
  sources,
  standards,
  tsc7,
} from './decorator-tools.mjs';
import { installPublished } from './published-packages.mjs';
import { report } from './sources.mjs';
import { env, root } from './workspace.mjs';

/** @typedef {import('./decorator-tools.mjs').Tool} Tool */
/** @typedef {import('./decorator-tools.mjs').Standard} Standard */

/**
 * What the two copies of the SDK see of a module: its own, and another one.
 *
 * @typedef {{ own: unknown, other: unknown }} Seen
 */

/**
 * Compiles and runs the modules with one tool.
 *
 * @param {string} work
 * @param {Tool} tool
 * @param {Standard} standard
 * @param {string} folder
 * @returns {Promise<Record<string, Seen>>} by file
 */
async function runCell(work, tool, standard, folder) {
  mkdirSync(folder);
  for (const file of files) cpSync(join(sources, file), join(folder, file));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const options = { ...compilerOptions, ...standards[standard] };
  // Deno reads its own file.
  writeFileSync(join(folder, 'deno.json'), JSON.stringify({ compilerOptions: standards[standard] }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files }));
  for (const file of files) {
    const project = { extends: './tsconfig.json', compilerOptions: { outDir: 'out' }, files: [file] };
    writeFileSync(join(folder, file.replace('.ts', '.json')), JSON.stringify(project));
  }
  await tool.compile?.(folder, standard);
  const modules = files.map((file) =>
    tool.compile ? join(folder, 'out', file.replace('.ts', '.js')) : join(folder, file),
  );
  const observer = join(work, 'observe.mjs');
  writeFileSync(
    join(folder, 'observe.test.mjs'),
    `process.argv.splice(2, Infinity, ...${JSON.stringify(modules)});\nawait import(${JSON.stringify(observer)});\n` +
      "import { test } from 'vitest';\ntest('is observed', () => {});\n",
  );
  const command = tool.run?.(folder, observer) ?? ['node', observer];
  const output = await capture(folder, [...command, ...(command.includes(observer) ? modules : [])]);
  const seen = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  if (seen.length !== files.length) throw new Error(`It does not print what it sees of each file:\n${output}`);
  return Object.fromEntries(files.map((file, index) => [file, seen[index]]));
}

/**
 * Says what a tool made otherwise of the modules.
 *
 * @param {Record<string, Seen>} seen
 * @param {Record<string, unknown>} expected
 * @param {Tool} tool
 * @param {Standard} standard
 * @returns {string[]}
 */
function compare(seen, expected, tool, standard) {
  return Object.entries(seen).flatMap(([file, copies]) =>
    Object.entries(copies).flatMap(([copy, found]) => {
      if (standard === 'tc39' && (tool.leavesTc39 === true || legacyOnly.includes(file))) {
        const isRefused =
          String(found).startsWith(tool.leavesTc39 === true ? 'SyntaxError: ' : '') && typeof found === 'string';
        if (tool.leavesTc39 !== true && !String(found).includes('set "experimentalDecorators": true'))
          return [`${file} is not told what to do: ${String(found)}`];
        return isRefused ? [] : [`${file} is not refused, but is seen as ${JSON.stringify(found)}.`];
      }
      const wanted = expected[file] ?? null;
      const fault = `${file} is seen otherwise by ${copy === 'own' ? 'its own' : 'another'} copy of the SDK:`;
      return isDeepStrictEqual(found, wanted) ? [] : [`${fault}\n${difference(found, wanted)}`];
    }),
  );
}

/**
 * @param {unknown} found
 * @param {unknown} wanted
 * @returns {string} the lines that differ
 */
function difference(found, wanted) {
  const [is, should] = [found, wanted].map((value) => JSON.stringify(value, null, 1).split('\n'));
  const missing = should?.filter((line) => is?.includes(line) !== true).map((line) => `- ${line}`);
  const more = is?.filter((line) => should?.includes(line) !== true).map((line) => `+ ${line}`);
  return [...(missing ?? []), ...(more ?? [])].join('\n');
}

/**
 * Runs the whole matrix.
 *
 * @param {boolean} update
 * @param {readonly string[]} wanted standards; none means all
 * @returns {Promise<string[]>} the faults
 */
async function checkDecorators(update, wanted) {
  installTools();
  const built = spawnSync('tsc', ['-b', join(root, 'packages/sdk')], { env, encoding: 'utf8' });
  if (built.status !== 0) return [`The SDK cannot be built.\n${built.stdout}`];
  const work = mkdtempSync(join(cache, 'run-'));
  try {
    for (const folder of [work, join(work, 'other')]) await installPublished(['contract', 'sdk'], folder);
    mkdirSync(join(work, 'node_modules/@oxc-project'));
    const helpers = '@oxc-project/runtime';
    symlinkSync(join(root, 'packages/runtime/node_modules', helpers), join(work, 'node_modules', helpers));
    writeFileSync(join(work, 'other/copy.mjs'), "export * from '@bouton/sdk/host';\n");
    cpSync(join(sources, 'observe.mjs'), join(work, 'observe.mjs'));
    if (update) {
      const seen = await runCell(work, tsc7, 'legacy', join(work, 'legacy'));
      const own = Object.fromEntries(Object.entries(seen).map(([file, copies]) => [file, copies.own]));
      writeFileSync(join(sources, 'expected.json'), `${JSON.stringify(own, null, 2)}\n`);
      return [];
    }
    const expected = JSON.parse(readFileSync(join(sources, 'expected.json'), 'utf8'));
    const cells = Object.entries(matrix).flatMap(([name, tool]) =>
      tool.standards
        .filter((standard) => wanted.length === 0 || wanted.includes(standard))
        .map((standard) => ({ name, tool, standard })),
    );
    /** @type {string[]} */
    const faults = [];
    const queue = cells.entries();
    const lane = async () => {
      for (const [index, { name, tool, standard }] of queue) {
        try {
          const seen = await runCell(work, tool, standard, join(work, `cell-${index}`));
          faults.push(...compare(seen, expected, tool, standard).map((fault) => `${name}, ${standard}: ${fault}`));
        } catch (error) {
          faults.push(`${name}, ${standard}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
    return faults;
  } finally {
    rmSync(work, { recursive: true });
  }
}

if (import.meta.main) {
  const args = process.argv.slice(2);
  report(
    await checkDecorators(
      args.includes('--update'),
      args.filter((arg) => arg !== '--update'),
    ),
  );
}
