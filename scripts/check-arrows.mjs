// @ts-check
// Holds the workspace to its architecture: which package may use which, in its sources and in its package.json, and which
// folder of a package may use which (folder-arrows.mjs).
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { allowedArrows, checkFolders } from './folder-arrows.mjs';
import { importsOf, isTestFile, locate, readSources, report } from './sources.mjs';
import { root } from './workspace.mjs';

/**
 * The packages that each package may use. contract ← sdk ← runtime ← homeserver, synapse ← cli; the two hosts do not
 * know each other, and testing stands on runtime and homeserver.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const arrows = {
  '@bouton/contract': [],
  '@bouton/sdk': ['@bouton/contract'],
  '@bouton/runtime': ['@bouton/contract', '@bouton/sdk'],
  '@bouton/homeserver': ['@bouton/contract', '@bouton/sdk', '@bouton/runtime'],
  '@bouton/synapse': ['@bouton/contract', '@bouton/sdk', '@bouton/runtime'],
  '@bouton/testing': ['@bouton/contract', '@bouton/sdk', '@bouton/runtime', '@bouton/homeserver'],
  '@bouton/cli': ['@bouton/contract', '@bouton/sdk', '@bouton/runtime', '@bouton/homeserver', '@bouton/synapse'],
  '@bouton/create-module': [],
};

/** The part of the test kit that stands on the SDK alone. */
const STANDALONE = 'packages/testing/src/standalone/';

/**
 * A package.json of the workspace, and where it lies.
 *
 * @typedef {object} Package
 * @property {string} folder relative to the root
 * @property {string} name
 * @property {boolean} [private]
 * @property {Record<string, unknown>} [exports]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, string>} [devDependencies]
 */

/**
 * Finds whatever goes against the arrows.
 *
 * @param {string} workspace the repository's root
 * @param {typeof allowedArrows} [folders] which folders a folder may use, by the package's folder
 * @returns {string[]} one line per fault, each with its file
 */
export function checkArrows(workspace, folders = {}) {
  const manifests = globSync(['{packages,examples}/*/package.json', 'test/package.json'], { cwd: workspace });
  const packages = manifests.toSorted().map((path) => {
    const manifest = /** @type {Omit<Package, 'folder'>} */ (JSON.parse(readFileSync(join(workspace, path), 'utf8')));
    return { folder: dirname(path), ...manifest };
  });
  return packages.flatMap((pkg) => {
    if (pkg.folder.startsWith('packages/') && !(pkg.name in arrows)) {
      return [`${pkg.folder}/package.json: ${pkg.name} has no row in the table of scripts/check-arrows.mjs.`];
    }
    return [
      ...checkManifest(pkg, packages),
      ...checkImports(workspace, pkg, packages),
      ...checkFolders(workspace, pkg.folder, folders),
    ];
  });
}

/**
 * @param {Package} pkg
 * @param {readonly Package[]} packages
 * @returns {string[]}
 */
function checkManifest(pkg, packages) {
  const where = `${pkg.folder}/package.json`;
  const faults = [];
  const used = Object.keys({ ...pkg.dependencies, ...pkg.peerDependencies });
  if (pkg.name === '@bouton/contract' && used.length > 0) {
    faults.push(`${where}: @bouton/contract is data without dependencies, but depends on ${used.join(', ')}.`);
  }
  if (isExample(pkg) && Object.keys(pkg.peerDependencies ?? {}).join() !== '@bouton/sdk') {
    faults.push(`${where}: a module's only peer dependency is @bouton/sdk.`);
  }
  if (isExample(pkg) && pkg.dependencies && '@bouton/sdk' in pkg.dependencies) {
    faults.push(`${where}: a module shares @bouton/sdk with its host, so it is a peer dependency, not a dependency.`);
  }
  for (const { names, inTests } of [
    { names: used, inTests: false },
    { names: Object.keys(pkg.devDependencies ?? {}), inTests: true },
  ]) {
    const allowed = allowedIn(pkg, packages, inTests);
    for (const name of names) {
      if (name.startsWith('@bouton/') && !allowed.includes(name))
        faults.push(`${where}: ${refusal(pkg, name, allowed)}`);
    }
  }
  return faults;
}

/**
 * @param {string} workspace
 * @param {Package} pkg
 * @param {readonly Package[]} packages
 * @returns {string[]}
 */
function checkImports(workspace, pkg, packages) {
  return readSources(workspace, pkg.folder).flatMap((source) => {
    const isTest = isTestFile(source.path);
    const isStandalone = source.path.startsWith(STANDALONE) && !isTest;
    const others = isStandalone ? ['@bouton/sdk'] : allowedIn(pkg, packages, isTest);
    const allowed = isStandalone ? others : [pkg.name, ...others];
    return importsOf(source.program).flatMap(({ specifier, offset }) => {
      const where = locate(source, offset);
      if (specifier.startsWith('.')) {
        const target = normalize(join(dirname(source.path), specifier));
        if (isStandalone && !target.startsWith(STANDALONE)) {
          return [`${where}: '${specifier}' leads out of ${STANDALONE}, which stands on the SDK alone.`];
        }
        const stays =
          target.startsWith(`${pkg.folder}/`) ||
          (isTest && target.startsWith('scripts/')) ||
          // The part of the test kit that stands on the SDK alone is there for the tests of those below the kit, too.
          (isTest && target.startsWith(STANDALONE)) ||
          // What packages keep for their tests, they do not export.
          (pkg.folder === 'test' && /^packages\/[^/]+\/src\/test\//.test(target));
        return stays
          ? []
          : [`${where}: '${specifier}' leads out of ${pkg.name}; import the other package by its name.`];
      }
      const [scope, name, ...path] = specifier.split('/');
      if (scope !== '@bouton') return [];
      if (!allowed.includes(`${scope}/${name}`)) return [`${where}: ${refusal(pkg, `${scope}/${name}`, others)}`];
      const target = packages.find((other) => other.name === `${scope}/${name}`);
      const entry = ['.', ...path].join('/');
      if (target === undefined || entry in (target.exports ?? {})) return [];
      return [`${where}: '${specifier}' is not among the exports of ${target.name}.`];
    });
  });
}

/**
 * The workspace packages that a package may use. What crosses packages, in `test`, may use them all.
 *
 * @param {Package} pkg
 * @param {readonly Package[]} packages
 * @param {boolean} inTests tests may use the test kit too, unless the kit itself stands on the package
 * @returns {readonly string[]}
 */
function allowedIn(pkg, packages, inTests) {
  if (pkg.folder === 'test') return packages.map((other) => other.name);
  const allowed = isExample(pkg) ? ['@bouton/sdk'] : (arrows[pkg.name] ?? []);
  const kitStandsOnIt = [...(arrows['@bouton/testing'] ?? []), '@bouton/testing'].includes(pkg.name);
  return inTests && !kitStandsOnIt ? [...allowed, '@bouton/testing'] : allowed;
}

/** @param {Package} pkg */
function isExample(pkg) {
  return pkg.folder.startsWith('examples/');
}

/**
 * @param {Package} pkg
 * @param {string} name
 * @param {readonly string[]} allowed
 */
function refusal(pkg, name, allowed) {
  return `${pkg.name} may not use ${name}, only ${allowed.length === 0 ? 'itself' : allowed.join(', ')}.`;
}

if (import.meta.main) report(checkArrows(root, allowedArrows));
