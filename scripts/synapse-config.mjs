// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { bin, root } from './workspace.mjs';

const logging = {
  version: 1,
  disable_existing_loggers: false,
  formatters: { plain: { format: '%(asctime)s %(levelname)s %(name)s %(message)s' } },
  handlers: { console: { class: 'logging.StreamHandler', formatter: 'plain' } },
  root: { level: 'WARNING', handlers: ['console'] },
  loggers: {
    bouton: { level: 'INFO' },
    synapse_bouton: { level: 'INFO' },
    'synapse.access.http': { level: 'INFO' },
    // It warns several times per event if the on_new_event of a module waits for anything, whatever its language.
    'synapse.logging.context': { level: 'ERROR' },
  },
};

/**
 * Writes homeserver.yaml for a Synapse to try modules with: on loopback, with SQLite, and open to registration. The
 * settings and the modules are those of a bouton.yaml, so that it drives both hosts.
 *
 * @param {{ boutonYaml: string, port: number, data: string }} options the configuration, and the folder for everything
 *   that Synapse keeps
 * @returns {Promise<string>} the path of homeserver.yaml
 * @throws {Error} when bouton.yaml cannot be read
 */
export async function writeSynapseConfig({ boutonYaml, port, data }) {
  // The workspace may have been installed only just now.
  const { parse, stringify } = await import('yaml');
  const { modules, ...settings } = parse(readFileSync(boutonYaml, 'utf8'));
  const folder = resolve(data);
  const unlimited = { per_second: 1000, burst_count: 1000 };
  const homeserver = {
    ...settings,
    enable_registration_without_verification: true,
    public_baseurl: `http://localhost:${port}/`,
    listeners: [
      {
        port,
        type: 'http',
        tls: false,
        bind_addresses: ['127.0.0.1'],
        resources: [{ names: ['client', 'federation'] }],
      },
    ],
    database: { name: 'sqlite3', args: { database: join(folder, 'homeserver.db') } },
    media_store_path: join(folder, 'media'),
    signing_key_path: join(folder, 'signing.key'),
    pid_file: join(folder, 'homeserver.pid'),
    log_config: join(folder, 'log.yaml'),
    trusted_key_servers: [],
    report_stats: false,
    rc_message: unlimited,
    rc_registration: unlimited,
    rc_login: { address: unlimited, account: unlimited, failed_attempts: unlimited },
    modules: [
      {
        module: 'synapse_bouton.Host',
        config: {
          project: dirname(resolve(boutonYaml)),
          command: [join(bin, 'node'), join(root, 'packages/cli/src/main.ts')],
          modules,
        },
      },
    ],
  };
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'log.yaml'), stringify(logging));
  const file = join(folder, 'homeserver.yaml');
  writeFileSync(file, stringify(homeserver));
  return file;
}
