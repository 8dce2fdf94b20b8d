// @ts-check
// Holds the table of the contract to be the only place that knows a callback by its name: no condition elsewhere asks for the name
// of a callback or a category, and the Python half has no table with such names as keys.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Visitor } from 'oxc-parser';
import { CALLBACKS, CATEGORY_NAMES, toCamelCase } from '../packages/contract/src/index.ts';

import { isTestFile, locate, readSources, report } from './sources.mjs';
import { root } from './workspace.mjs';

const snakeCase = [...CALLBACKS.map(({ name }) => name), ...CATEGORY_NAMES];
/** One word may be anything: `ratelimit`, `federation`. */
const names = new Set(
  [...snakeCase, ...snakeCase.map((name) => toCamelCase(name))].filter((name) => /_|[A-Z]/.test(name)),
);

/**
 * Finds conditions that ask for a name of the contract, in TypeScript and in Python.
 *
 * @param {string} workspace the repository's root
 * @returns {string[]} `path:line: what is wrong`
 */
export function findNames(workspace) {
  return [...namesInTypeScript(workspace), ...namesInPython(workspace)];
}

/** @param {string} workspace */
function namesInTypeScript(workspace) {
  /** @type {string[]} */
  const found = [];
  for (const source of readSources(workspace, 'packages/*/src')) {
    if (isTestFile(source.path)) continue;
    /** @param {unknown} node */
    const note = (node) => {
      const { type, value, start } = /** @type {{ type: string, value: unknown, start: number }} */ (node ?? {});
      if (type === 'Literal' && typeof value === 'string' && names.has(value)) {
        found.push(
          `${locate(source, start)}: a condition asks for ${value}; what is special about it belongs into its row`,
        );
      }
    };
    new Visitor({
      BinaryExpression({ operator, left, right }) {
        if (!/^[!=]==?$/.test(operator)) return;
        note(left);
        note(right);
      },
      SwitchCase({ test }) {
        note(test);
      },
    }).visit(source.program);
  }
  return found;
}

/** @param {string} workspace */
function namesInPython(workspace) {
  /** @type {string[]} */
  const found = [];
  for (const path of globSync('packages/*/python/src/**/*.py', { cwd: workspace }).toSorted()) {
    for (const [index, line] of readFileSync(join(workspace, path), 'utf8').split('\n').entries()) {
      for (const [, compared, key] of line.matchAll(/[!=]= "(\w+)"|"(\w+)":/g)) {
        const name = compared ?? key ?? '';
        if (!names.has(name)) continue;
        const what = compared === undefined ? 'a table has an entry' : 'a condition asks';
        found.push(`${path}:${index + 1}: ${what} for ${name}; what is special about it belongs into its row`);
      }
    }
  }
  return found;
}

if (import.meta.main) report(findNames(root));
