import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ensureSynapseVenv } from '../../../scripts/synapse-venv.mjs';

const cwd = fileURLToPath(new URL('../python', import.meta.url));

test("the Python half's own tests pass, in the Python of Synapse", async () => {
  const python = await ensureSynapseVenv();
  const folder = await mkdtemp(join(tmpdir(), 'trial-'));
  try {
    const { stdout } = await promisify(execFile)(
      python,
      ['-m', 'twisted.trial', '--temp-directory', join(folder, 'trial'), 'tests'],
      { cwd, env: { ...process.env, PYTHONPATH: 'src', PYTHONDONTWRITEBYTECODE: '1' } },
    );
    expect(stdout).toMatch(/^PASSED \(successes=\d+\)$/m);
  } finally {
    await rm(folder, { recursive: true });
  }
});
