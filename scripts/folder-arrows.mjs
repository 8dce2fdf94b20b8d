// @ts-check
// The arrows between the folders of one package's sources: no two import each other, and there are no longer circles.
import { dirname, join, normalize } from 'node:path';

import { importsOf, isTestFile, locate, readSources } from './sources.mjs';

/**
 * The imports of one folder by another folder that stands beside it.
 *
 * @typedef {object} Arrow
 * @property {string} parent the folder that both are in, relative to the repository's root
 * @property {string} from
 * @property {string} to
 * @property {string} place the first import, as `path:line`
 */

/**
 * The folders that each folder of a package's sources may use, in packages whose folders are a sentence to be read aloud: the
 * loader imports modules, the registry holds their callbacks, and the host asks the registry.
 *
 * @type {Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>}
 */
export const allowedArrows = {
  'packages/sdk': {
    units: [],
    types: [],
    errors: ['types'],
    metadata: ['units', 'types', 'errors'],
    config: ['units', 'types', 'errors', 'metadata'],
    helpers: ['types', 'errors', 'config'],
    decorators: ['units', 'types', 'errors', 'metadata', 'config'],
    categories: ['types', 'errors', 'metadata', 'decorators'],
    host: ['units', 'types', 'errors', 'metadata', 'config'],
  },
  'packages/runtime': {
    lib: [],
    text: ['lib'],
    load: ['lib', 'text'],
    registry: ['lib', 'text', 'load'],
    dispatch: ['lib', 'text', 'load', 'registry'],
    'module-api': ['lib', 'text', 'load', 'registry'],
    web: ['lib', 'text', 'load', 'registry'],
    configure: ['lib', 'text', 'load', 'registry', 'dispatch'],
    run: ['lib', 'text', 'load', 'registry', 'dispatch', 'module-api', 'web', 'configure'],
  },
};

/**
 * Finds the circles of folders in a package's sources, and the arrows that its table has not. Imports of types count, those of
 * tests do not.
 *
 * @param {string} workspace the repository's root
 * @param {string} folder of the package, relative to the root
 * @param {typeof allowedArrows} [allowed] like {@link allowedArrows}
 * @returns {string[]} one text per circle, and one per arrow that is not allowed
 */
export function checkFolders(workspace, folder, allowed = {}) {
  const arrows = arrowsIn(workspace, `${folder}/src`);
  const circles = [...Map.groupBy(arrows, (arrow) => arrow.parent).values()].flatMap(circlesOf);
  const table = allowed[folder];
  const refused = table === undefined ? [] : refusedArrows(arrows, `${folder}/src`, table);
  return [...circles.map(describe), ...refused];
}

/**
 * The arrows between folders that stand beside each other, at every depth.
 *
 * @param {string} workspace
 * @param {string} sources
 * @returns {Arrow[]} each once
 */
function arrowsIn(workspace, sources) {
  /** @type {Map<string, Arrow>} */
  const arrows = new Map();
  for (const source of readSources(workspace, sources)) {
    if (isTestFile(source.path)) continue;
    for (const { specifier, offset } of importsOf(source.program)) {
      const target = normalize(join(dirname(source.path), specifier));
      if (!specifier.startsWith('.') || !target.startsWith(`${sources}/`) || isTestFile(target)) continue;
      const arrow = arrowBetween(dirname(source.path), dirname(target));
      if (arrow === undefined) continue;
      const key = `${arrow.parent}/${arrow.from} ${arrow.to}`;
      if (!arrows.has(key)) arrows.set(key, { ...arrow, place: locate(source, offset) });
    }
  }
  return [...arrows.values()];
}

/**
 * Where two folders part: `a/b/c` and `a/d` are an arrow from `b` to `d` in `a`.
 *
 * @param {string} from
 * @param {string} to
 * @returns {Omit<Arrow, 'place'> | undefined} undefined if one is in the other
 */
function arrowBetween(from, to) {
  const [a, b] = [from.split('/'), to.split('/')];
  const depth = a.findIndex((part, index) => part !== b[index]);
  const [first, second] = [a[depth], b[depth]];
  if (first === undefined || second === undefined) return undefined;
  return { parent: a.slice(0, depth).join('/'), from: first, to: second };
}

/**
 * The arrows that a table has not.
 *
 * @param {readonly Arrow[]} arrows
 * @param {string} sources
 * @param {Readonly<Record<string, readonly string[]>>} table
 * @returns {string[]}
 */
function refusedArrows(arrows, sources, table) {
  return arrows
    .filter(({ parent, from, to }) => parent === sources && table[from]?.includes(to) !== true)
    .map(({ from, to, place }) => {
      const others = table[from]?.join(', ');
      const rule =
        others === undefined ? 'is not in the table' : `may only use ${others === '' ? 'what is in it' : others}`;
      return `${place}: ${from} → ${to}, but ${from} ${rule} (scripts/folder-arrows.mjs).`;
    });
}

/**
 * The arrows that are part of a circle, circle by circle.
 *
 * @param {readonly Arrow[]} arrows between the folders in one folder
 * @returns {Arrow[][]}
 */
function circlesOf(arrows) {
  const reached = new Map(arrows.map(({ from }) => [from, reachableFrom(from, arrows)]));
  /** @param {string} name */
  const companions = (name) => [...(reached.get(name) ?? [])].filter((other) => reached.get(other)?.has(name));
  const inCircles = arrows.filter(({ from, to }) => companions(from).includes(to));
  return [...Map.groupBy(inCircles, ({ from }) => companions(from).toSorted().join('/')).values()];
}

/**
 * @param {string} start
 * @param {readonly Arrow[]} arrows
 * @returns {Set<string>} the folders that arrows lead to, and the start itself
 */
function reachableFrom(start, arrows) {
  const reached = new Set([start]);
  for (const folder of reached) {
    for (const { from, to } of arrows) if (from === folder) reached.add(to);
  }
  return reached;
}

/** @param {readonly Arrow[]} circle */
function describe(circle) {
  const lines = circle.map(({ from, to, place }) => `\n  ${from} → ${to} (${place})`);
  return `${circle[0]?.parent} has folders that import each other in a circle:${lines.toSorted().join('')}`;
}
