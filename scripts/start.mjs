// @ts-check
// `npm start [-- options]`: the embedded homeserver with the example modules. Options go on to `bouton start`.
import { join } from 'node:path';

import { install } from './install.mjs';
import { run } from './run.mjs';
import { bin } from './workspace.mjs';

const options = process.argv.slice(2);

/**
 * @param {readonly string[]} names the spellings of an option
 * @param {readonly string[]} fallback what to pass when none of them is among the user's options
 */
function unlessGiven(names, fallback) {
  const given = options.some((option) => names.some((name) => option === name || option.startsWith(`${name}=`)));
  return given ? [] : fallback;
}

try {
  await install();
  process.exitCode = await run(join(bin, 'node'), [
    'packages/cli/src/main.ts',
    'start',
    ...unlessGiven(['-c', '--config'], ['--config', 'examples/bouton.yaml']),
    ...unlessGiven(['--data'], ['--data', 'data']),
    ...options,
  ]);
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
