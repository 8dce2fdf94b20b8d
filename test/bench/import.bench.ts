// What `import '@bouton/sdk'` costs a module package: the time of the import in a Node of its own, of the packages as they are
// published.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPublished } from '../../scripts/published-packages.mjs';
import { root } from '../../scripts/workspace.mjs';
import { median, reportMeasurement } from '../support/report-measurement.ts';

const STARTS = 15;

/** How long a Node of its own takes to import an entry, in milliseconds. */
function importTime(entry: string, folder: string): number {
  const code = `const start = performance.now(); await import('${entry}'); console.log(performance.now() - start);`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: folder });
  return Number(printed.toString());
}

execFileSync('tsc', ['-b', join(root, 'packages/sdk')], { stdio: 'inherit' });
const folder = mkdtempSync(join(tmpdir(), 'bouton-import-'));
try {
  await installPublished(['contract', 'sdk'], folder);
  for (const entry of ['@bouton/sdk', '@bouton/sdk/config']) {
    const times = Array.from({ length: STARTS }, () => importTime(entry, folder));
    reportMeasurement(`import.${entry}`, median(times), 'ms');
  }
} finally {
  rmSync(folder, { recursive: true });
}
