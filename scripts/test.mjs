// @ts-check
// `npm test [-- Vitest's options]`: every test of the workspace, those against a real Synapse included, but not those with
// Synapse's workers (`npm run test:workers`). The last line is `N passed, N failed`, and the exit code is 0 only when tests
// ran and none failed.
import { install } from './install.mjs';
import { runVitest } from './run-vitest.mjs';
import { ensureSynapseVenv } from './synapse-venv.mjs';

const options = process.argv.slice(2);
const choosesProject = options.some((option) => option.startsWith('--project'));

await runVitest(
  async () => {
    await install();
    await ensureSynapseVenv();
  },
  choosesProject ? options : ['--project', '!workers', ...options],
);
