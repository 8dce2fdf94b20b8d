import type { ConfigIssue, ParsedConfig } from '@bouton/sdk/host';
import { dirname, resolve } from 'node:path';
import { besides, type ConfigFault } from './config-fault.ts';
import type { ConfiguredModule } from './configured-module.ts';
import { readModules } from './read-modules.ts';
import type { ShowFault } from './module-configurator.ts';
import type { CallbackPolicies } from './read-policies.ts';
import { faultsOfYaml, readYaml } from './read-yaml.ts';
import { reportIssues } from './report-issues.ts';
import { faultsInYaml } from './show-faults.ts';

/** Parses the host's own settings: all top-level keys but `modules` and `callbacks`. */
export type SettingsParser<Settings> = (
  raw: Readonly<Record<string, unknown>>,
) => { readonly ok: true; readonly value: Settings } | Extract<ParsedConfig, { readonly ok: false }>;

/** A configuration file that was read and found to be without faults. */
export interface Configuration<Settings> {
  readonly settings: Settings;
  /** In the file's order, which is the order in which they are asked. */
  readonly modules: readonly ConfiguredModule[];
  readonly policies: CallbackPolicies;
}

/**
 * Reads a configuration file, loads its modules and parses what they are configured with.
 *
 * @throws {ConfigurationError} With every fault of the host's settings, of the list of modules and of each module.
 */
export async function loadConfiguration<Settings>(
  file: string,
  options: { readonly settings: SettingsParser<Settings> },
): Promise<Configuration<Settings>> {
  const { source, value, faults: faultsOfValues } = await readYaml(file);
  const { modules: rawModules, callbacks, ...rest } = value;
  const faults: ConfigFault[] = [];
  const report = (fault: ConfigFault): void => void faults.push(fault);

  const show: ShowFault = (fault, hidden) => faultsInYaml(source, [fault], hidden);
  const place = { path: [], folder: dirname(resolve(file)), show };
  const { modules, policies, secrets } = await readModules({ modules: rawModules, callbacks }, place, report);
  if (source.faults.length > 0) throw faultsOfYaml(source, secrets);

  const settings = options.settings(withoutExtensions(rest));
  if (!settings.ok) reportIssues([], settings.issues.map(knowRuntimeKeys), report);
  const all = besides(faultsOfValues, faults);
  if (!settings.ok || all.length > 0) throw faultsInYaml(source, all, secrets);
  return { settings: settings.value, modules, policies };
}

/** Keys that begin with `x-` are the administrator's own, for anchors. */
function withoutExtensions(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !key.startsWith('x-')));
}

/** The host does not know of the keys that are not its own: a misspelt `moduels` may mean one of them. */
function knowRuntimeKeys(issue: ConfigIssue): ConfigIssue {
  if (issue.knownKeys === undefined || issue.path.length > 1) return issue;
  return { ...issue, knownKeys: [...issue.knownKeys, 'modules', 'callbacks'] };
}
