// @ts-check
// Shows what each package exports, in `packages/*/api`, so that a change of a signature is seen in review:
// `node scripts/check-api.mjs` compares the reports with the sources, and with `--update` writes them.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

import { report } from './sources.mjs';
import { env, root } from './workspace.mjs';

/** The ending of a report's name, which API Extractor wants. */
const ENDING = '.api.md';

/**
 * An entry of a package: what `import '@bouton/sdk/config'` finds.
 *
 * @typedef {object} Entry
 * @property {string} folder of the package, relative to the root
 * @property {string} module its path without an extension, relative to the sources
 * @property {string} file the report, relative to the root
 */

/**
 * The entries of every published package.
 *
 * @param {string} workspace the repository's root
 * @returns {Entry[]}
 */
export function findEntries(workspace) {
  return globSync('packages/*/package.json', { cwd: workspace })
    .toSorted()
    .flatMap((path) => {
      const folder = dirname(path);
      const { exports } = JSON.parse(readFileSync(join(workspace, path), 'utf8'));
      return Object.entries(exports).flatMap(([entry, target]) => {
        const [, module] = /^\.\/src\/(.+)\.ts$/.exec(target) ?? [];
        const name = entry === '.' ? 'index' : entry.slice('./'.length).replaceAll('/', '-');
        return module === undefined ? [] : [{ folder, module, file: `${folder}/api/${name}${ENDING}` }];
      });
    });
}

/**
 * Compares the reports with the sources.
 *
 * @param {string} workspace the repository's root
 * @param {boolean} update whether to write what has changed
 * @returns {string[]} the faults
 */
export function checkApi(workspace, update) {
  const entries = findEntries(workspace);
  const folders = [...new Set(entries.map(({ folder }) => folder))];
  const built = spawnSync('tsc', ['-b', '--pretty', 'false', ...folders], { cwd: workspace, env, encoding: 'utf8' });
  if (built.status !== 0) return [`The packages cannot be built.\n${built.stdout}${built.stderr}`];

  const gone = globSync('packages/*/api/*', { cwd: workspace }).filter(
    (path) => !entries.some(({ file }) => file === path),
  );
  if (update) for (const path of gone) rmSync(join(workspace, path));
  const changed = entries.filter((entry) => !reportEntry(workspace, entry, update)).map(({ file }) => file);
  if (update) return [];
  return [
    ...gone.map((path) => `${path}: there is no such entry.`),
    ...changed.map(
      (path) => `${path}: what the package exports is not what the report shows.${difference(workspace, path)}`,
    ),
    ...(changed.length + gone.length > 0 ? ['If the changes are meant: node scripts/check-api.mjs --update'] : []),
  ];
}

/**
 * Writes the report of one entry: into its place, or beside the build to be compared.
 *
 * @param {string} workspace
 * @param {Entry} entry
 * @param {boolean} update
 * @returns {boolean} whether the report is as it was
 */
function reportEntry(workspace, { folder, module, file }, update) {
  const declarations = join(workspace, folder, 'dist', `${module}.reported.d.ts`);
  // API Extractor cannot show an entry's namespace in itself, which is what `require()` gets. It has nothing of its own.
  const text = readFileSync(join(workspace, folder, 'dist', `${module}.d.ts`), 'utf8');
  writeFileSync(declarations, text.replace(/^export \* as 'module\.exports' .*$/m, ''));
  mkdirSync(dirname(join(workspace, file)), { recursive: true });
  try {
    const config = ExtractorConfig.prepare({
      packageJsonFullPath: join(workspace, folder, 'package.json'),
      configObjectFullPath: undefined,
      configObject: {
        projectFolder: join(workspace, folder),
        mainEntryPointFilePath: declarations,
        newlineKind: 'lf',
        compiler: {
          overrideTsconfig: {
            compilerOptions: {
              module: 'nodenext',
              target: 'es2024',
              lib: ['es2024', 'esnext'],
              types: ['node'],
              strict: true,
              exactOptionalPropertyTypes: true,
              allowImportingTsExtensions: true,
              experimentalDecorators: true,
              noEmit: true,
              skipLibCheck: true,
            },
            files: [declarations],
          },
        },
        apiReport: {
          enabled: true,
          reportFolder: dirname(join(workspace, file)),
          reportFileName: basename(file, ENDING),
          reportTempFolder: join(workspace, folder, 'dist', 'api'),
          includeForgottenExports: true,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        messages: {
          compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
          extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
          tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        },
      },
    });
    const { apiReportChanged } = Extractor.invoke(config, {
      localBuild: update,
      messageCallback: (message) => {
        message.handled = true;
      },
    });
    return !apiReportChanged;
  } finally {
    rmSync(declarations);
  }
}

/**
 * @param {string} workspace
 * @param {string} file a report, relative to the root
 * @returns {string} how it would change
 */
function difference(workspace, file) {
  const found = join(dirname(dirname(file)), 'dist', 'api', basename(file));
  if (!existsSync(join(workspace, file))) return ' There is no report yet.';
  const args = ['diff', '--no-index', '--no-color', '--unified=2', file, found];
  return `\n${spawnSync('git', args, { cwd: workspace, encoding: 'utf8' }).stdout}`;
}

if (import.meta.main) report(checkApi(root, process.argv.includes('--update')));
