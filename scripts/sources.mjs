// @ts-check
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseSync, Visitor } from 'oxc-parser';

/**
 * A source file of the workspace, parsed.
 *
 * @typedef {object} Source
 * @property {string} path relative to the repository's root
 * @property {string} text
 * @property {import('oxc-parser').Program} program
 * @property {import('oxc-parser').Comment[]} comments
 */

const ignored = ['**/node_modules/**', '**/dist/**'];

/**
 * Reads all TypeScript and JavaScript files below some folders, `node_modules` and `dist` left out.
 *
 * @param {string} root
 * @param {string} folders a glob pattern, relative to `root`
 * @returns {Source[]} in the order of their paths
 */
export function readSources(root, folders) {
  const paths = globSync(`${folders}/**/*.{ts,mts,js,mjs}`, { cwd: root, exclude: ignored });
  return paths.toSorted().map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const { program, comments } = parseSync(path, text);
    return { path, text, program, comments };
  });
}

/**
 * Whether a file is left out of the published package: tests, benchmarks, and what only they use.
 *
 * @param {string} path
 */
export function isTestFile(path) {
  return /\.(test|bench)\.m?ts$|(^|\/)(test|fixtures)\//.test(path);
}

/**
 * All module specifiers of a file: imports, re-exports, `import()` of a literal, and `import()` types.
 *
 * @param {import('oxc-parser').Program} program
 * @returns {{ specifier: string, offset: number }[]}
 */
export function importsOf(program) {
  /** @type {{ specifier: string, offset: number }[]} */
  const found = [];
  /** @param {{ source: unknown }} node */
  const note = ({ source }) => {
    const literal = /** @type {{ type: string, value: unknown, start: number } | null} */ (source);
    if (literal?.type === 'Literal' && typeof literal.value === 'string') {
      found.push({ specifier: literal.value, offset: literal.start });
    }
  };
  new Visitor({
    ImportDeclaration: note,
    ExportNamedDeclaration: note,
    ExportAllDeclaration: note,
    ImportExpression: note,
    TSImportType: note,
  }).visit(program);
  return found;
}

/**
 * Where something stands, as `path:line`.
 *
 * @param {Source} source
 * @param {number} offset
 */
export function locate(source, offset) {
  return `${source.path}:${source.text.slice(0, offset).split('\n').length}`;
}

/**
 * Prints what a check found, and sets the exit code.
 *
 * @param {readonly string[]} faults
 */
export function report(faults) {
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
