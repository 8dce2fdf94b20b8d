import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OPERATIONS } from '@bouton/contract';
import { expect, test } from 'vitest';
import { ensureSynapseVenv } from '../../../scripts/synapse-venv.mjs';

const cwd = fileURLToPath(new URL('../python', import.meta.url));
const ENVIRONMENT = { ...process.env, PYTHONPATH: 'src', PYTHONDONTWRITEBYTECODE: '1' };

test('the Python half knows what every operation that Synapse does not offer to modules stands on', async () => {
  const code = 'import json; from synapse_bouton.capabilities import needs; print(json.dumps(list(needs())))';
  const { stdout } = await promisify(execFile)(await ensureSynapseVenv(), ['-c', code], { cwd, env: ENVIRONMENT });
  const known = new Set(JSON.parse(stdout) as readonly string[]);
  expect(OPERATIONS.filter((name) => !known.has(name))).toEqual([]);
});

test("the Python half's own tests pass, in the Python of Synapse", async () => {
  const python = await ensureSynapseVenv();
  const folder = await mkdtemp(join(tmpdir(), 'trial-'));
  try {
    const { stdout } = await promisify(execFile)(
      python,
      ['-m', 'twisted.trial', '--temp-directory', join(folder, 'trial'), 'tests'],
      { cwd, env: ENVIRONMENT },
    );
    expect(stdout).toMatch(/^PASSED \(successes=\d+\)$/m);
  } finally {
    await rm(folder, { recursive: true });
  }
});
