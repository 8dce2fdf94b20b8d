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
 * How many arrows are still in circles, by the package's folder. A number may only become smaller.
 *
 * @type {Readonly<Record<string, number>>}
 */
export const knownCircles = { 'packages/homeserver': 23, 'packages/sdk': 7 };

/**
 * Finds the circles of folders in a package's sources. Imports of types count, those of tests do not.
 *
 * @param {string} workspace the repository's root
 * @param {string} folder of the package, relative to the root
 * @param {Readonly<Record<string, number>>} [known] like {@link knownCircles}
 * @returns {string[]} one text per circle
 */
export function checkFolders(workspace, folder, known = {}) {
  const byParent = Map.groupBy(arrowsIn(workspace, `${folder}/src`), (arrow) => arrow.parent);
  const circles = [...byParent.values()].flatMap(circlesOf);
  const found = circles.flat().length;
  const expected = known[folder] ?? 0;
  if (found < expected) {
    return [
      `${folder}: only ${found} arrows are in circles now; say so in scripts/folder-arrows.mjs, which has ${expected}.`,
    ];
  }
  return found === expected ? [] : circles.map(describe);
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
