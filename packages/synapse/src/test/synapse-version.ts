import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ensureSynapseVenv } from '../../../../scripts/synapse-venv.mjs';

const CODE = 'from importlib.metadata import version; print(version("matrix-synapse"))';

/** The version of the Synapse that tests start: `1.163.2`. */
export async function synapseVersion(): Promise<string> {
  return (await promisify(execFile)(await ensureSynapseVenv(), ['-c', CODE])).stdout.trim();
}
