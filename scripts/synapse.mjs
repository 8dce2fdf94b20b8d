// @ts-check
// `npm run synapse [-- --port 8008] [--data data/synapse] [--config examples/bouton.yaml]`: a real Synapse from PyPI with the
// example modules.
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { install } from './install.mjs';
import { run } from './run.mjs';
import { writeSynapseConfig } from './synapse-config.mjs';
import { ensureSynapseVenv } from './synapse-venv.mjs';
import { root } from './workspace.mjs';

/** @param {string[]} args */
function readOptions(args) {
  const { port, data, config } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '8008' },
      data: { type: 'string', default: join(root, 'data', 'synapse') },
      config: { type: 'string', short: 'c', default: join(root, 'examples', 'bouton.yaml') },
    },
  }).values;
  if (!(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) <= 65_535)) {
    throw new Error(`--port must be a number from 1 to 65535, found "${port}"`);
  }
  return { port: Number(port), data, boutonYaml: config };
}

/**
 * Waits until Synapse serves, and says so.
 *
 * @param {string} url
 * @param {AbortSignal} ended
 */
async function announce(url, ended) {
  while (!ended.aborted) {
    const serves = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (serves) {
      console.log(`Synapse serves at ${url}. Ctrl-C ends it.`);
      return;
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  await install();
  const python = await ensureSynapseVenv();
  const synapse = ['-m', 'synapse.app.homeserver', '-c', await writeSynapseConfig(options)];
  const variables = { PYTHONPATH: join(root, 'packages', 'synapse', 'python', 'src') };
  const ended = new AbortController();
  process.exitCode = await run(python, [...synapse, '--generate-keys'], { variables });
  if (process.exitCode === 0) {
    void announce(`http://127.0.0.1:${options.port}`, ended.signal);
    process.exitCode = await run(python, synapse, { variables, signalOnce: true });
    ended.abort();
  }
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
