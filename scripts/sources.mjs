// @ts-check
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseSync } from 'oxc-parser';

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
