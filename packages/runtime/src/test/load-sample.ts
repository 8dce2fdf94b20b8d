import { ConfigurationError } from '../configure/configuration-error.ts';
import { loadConfiguration, type Configuration, type SettingsParser } from '../configure/load-configuration.ts';
import { sampleModules } from './sample-modules.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The settings of {@linkcode parseSettings}. */
export interface Settings {
  readonly serverName: string;
}

/** A host that knows one setting. */
export const parseSettings: SettingsParser<Settings> = ({ server_name: serverName, ...others }) => {
  const unknown = Object.keys(others).map((key) => ({
    path: [key],
    at: 'key' as const,
    message: 'is not known',
    knownKeys: ['server_name'],
  }));
  if (typeof serverName === 'string' && unknown.length === 0) return { ok: true, value: { serverName } };
  const wrong = { path: ['server_name'], at: 'value' as const, message: 'must be a string' };
  return { ok: false, issues: typeof serverName === 'string' ? unknown : [wrong, ...unknown] };
};

/** Loads a configuration that stands beside the sample modules. Rejects with a fault that does not name the folder. */
export async function load(yaml: string): Promise<Configuration<Settings>> {
  await using folder = await temporaryFolder({ ...sampleModules, 'bouton.yaml': yaml });
  try {
    return await loadConfiguration(folder.file('bouton.yaml'), { settings: parseSettings });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationFaults(folder.relative(error.message), error);
  }
}

/** A ConfigurationError without the name of the temporary folder. */
class ConfigurationFaults extends Error {
  constructor(message: string, cause: ConfigurationError) {
    super(message, { cause });
    this.stack = message;
  }
}
