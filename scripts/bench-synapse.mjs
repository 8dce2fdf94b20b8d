// @ts-check
// `pnpm bench:synapse`: what callbacks cost in a real Synapse. Prints lines of JSON: {"name","value","unit"}.
import { join } from 'node:path';

import { install } from './install.mjs';
import { run } from './run.mjs';
import { bin } from './workspace.mjs';

await install();
process.exitCode = await run(join(bin, 'node'), ['test/bench/synapse/synapse.bench.ts']);
