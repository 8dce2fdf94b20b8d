// @ts-check
// `npm run test:workers [-- Vitest's options]`: the tests with Synapse's workers, PostgreSQL, Redis and nginx. Installs what
// is missing of Debian's packages, which needs root. The last line and the exit code are those of `npm test`.
import { install } from './install.mjs';
import { runVitest } from './run-vitest.mjs';
import { ensureServices } from './services.mjs';
import { ensureSynapseVenv } from './synapse-venv.mjs';

await runVitest(async () => {
  await install();
  await ensureServices();
  await ensureSynapseVenv({ forWorkers: true });
}, ['--project', 'workers', ...process.argv.slice(2)]);
