// What `import '@bouton/sdk'` costs a module package: the time of the import in a Node of its own, of the packages as they are
// published.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, reportMeasurement } from '../support/report-measurement.ts';

const STARTS = 15;

const packages = fileURLToPath(new URL('../../packages', import.meta.url));

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly publishConfig: { readonly exports: unknown };
}

/** Puts a package into a folder's node_modules as it is published, with links to what it depends on. */
function install(name: string, folder: string): void {
  const source = join(packages, name);
  const target = join(folder, 'node_modules/@bouton', name);
  cpSync(join(source, 'dist'), join(target, 'dist'), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
  writeFileSync(join(target, 'package.json'), JSON.stringify({ ...manifest, ...manifest.publishConfig }));
  for (const dependency of Object.keys(manifest.dependencies)) {
    if (dependency.startsWith('@bouton/')) continue;
    const link = join(target, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(source, 'node_modules', dependency), link);
  }
}

/** How long a Node of its own takes to import an entry, in milliseconds. */
function importTime(entry: string, folder: string): number {
  const code = `const start = performance.now(); await import('${entry}'); console.log(performance.now() - start);`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: folder });
  return Number(printed.toString());
}

execFileSync('tsc', ['-b', join(packages, 'sdk')], { stdio: 'inherit' });
const folder = mkdtempSync(join(tmpdir(), 'bouton-import-'));
try {
  for (const name of ['contract', 'sdk']) install(name, folder);
  for (const entry of ['@bouton/sdk', '@bouton/sdk/config']) {
    const times = Array.from({ length: STARTS }, () => importTime(entry, folder));
    reportMeasurement(`import.${entry}`, median(times), 'ms');
  }
} finally {
  rmSync(folder, { recursive: true });
}
