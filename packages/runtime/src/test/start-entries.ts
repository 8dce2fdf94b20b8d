import type { HostPort } from '../module-api/host-port.ts';
import { configureModules, type ModuleEntry } from '../configure/configure-modules.ts';
import { startModules, type Runtime } from '../run/start-modules.ts';
import { testHost } from './test-host.ts';

/** Configures and starts modules on a test host. */
export async function startEntries(entries: readonly ModuleEntry[], host: HostPort = testHost()): Promise<Runtime> {
  return startModules({ modules: await configureModules(entries) }, host);
}
