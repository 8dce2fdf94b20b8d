import { BoutonError } from '@bouton/sdk';
import { isModuleClass, readModuleNote, type ModuleClass } from '@bouton/sdk/host';
import { isArray, isFalsy } from '../lib/values.ts';
import { loadModule } from '../load/load-module.ts';
import { describeValue } from '../text/describe-value.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { isMapping } from '../text/is-mapping.ts';
import { invalid, type ConfigFault, type ReportFault } from './config-fault.ts';
import type { ConfiguredModule } from './configured-module.ts';
import type { Configuration, SettingsParser } from './load-configuration.ts';
import { ModuleConfigurator } from './module-configurator.ts';
import { readPolicies } from './read-policies.ts';
import { reportIssues } from './report-issues.ts';
import { faultsInCode } from './show-faults.ts';

/** A module without a YAML file: a class, or a name as in the file, alone or with what it is configured with. */
export type ModuleEntry =
  | ModuleClass
  | string
  | { readonly module: ModuleClass | string; readonly config?: unknown; readonly name?: string };

/** A configuration that stands in no file, under the names that a file has. */
export interface CodedConfiguration {
  readonly modules?: readonly ModuleEntry[];
  /** Deadlines and failure rules: `{ user_may_invite: { deadline: '2s', on_failure: 'allow' } }`. */
  readonly callbacks?: unknown;
  /** The host's own settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

const ENTRY_KEYS = ['module', 'config', 'name'];
const WANTED = 'a class decorated with @Module, the name of a module, or { module, config }';

/**
 * Configures a host and its modules without a file, for tests and for programs that embed a host. It is checked as a file
 * is. Names of files and packages are resolved from `folder`, the current one if it is left out.
 *
 * @throws {ConfigurationError} With every fault of the settings, of the callbacks and of each module.
 */
export async function configureInCode<Settings>(
  coded: CodedConfiguration,
  options: { readonly settings: SettingsParser<Settings>; readonly folder?: string },
): Promise<Configuration<Settings>> {
  const { modules: entries = [], callbacks, settings: raw = {} } = coded;
  const faults: ConfigFault[] = [];
  const report = (fault: ConfigFault): void => void faults.push(fault);
  const modules = await configureEntries(entries, options.folder, report);
  const policies = readPolicies(callbacks, ['callbacks'], report);
  const settings = options.settings(raw);
  if (!settings.ok) reportIssues(['settings'], settings.issues, report);
  if (!settings.ok || faults.length > 0) throw faultsInCode(namesOf(entries), faults);
  return { settings: settings.value, modules, policies };
}

/**
 * Configures modules that stand in no YAML file. Names of files and packages are resolved from `folder`, the current one
 * if it is left out.
 *
 * @throws {ConfigurationError} With every fault of every module.
 */
export async function configureModules(
  entries: readonly ModuleEntry[],
  options: { readonly folder?: string } = {},
): Promise<readonly ConfiguredModule[]> {
  const faults: ConfigFault[] = [];
  const modules = await configureEntries(entries, options.folder, (fault) => faults.push(fault));
  if (faults.length > 0) throw faultsInCode(namesOf(entries), faults);
  return modules;
}

async function configureEntries(
  entries: unknown,
  folder: string = process.cwd(),
  report: ReportFault,
): Promise<readonly ConfiguredModule[]> {
  const configurator = new ModuleConfigurator(report, {
    folder,
    show: (fault) => faultsInCode(isArray(entries) ? namesOf(entries) : [], [fault]),
  });
  if (!isArray(entries)) {
    report(invalid(['modules'], `must be a list, each ${WANTED}; found ${describeValue(entries)}`));
    return [];
  }
  for (const [index, entry] of entries.entries()) {
    const path = ['modules', index];
    const { module, config, name, ...others } = partsOf(entry);
    for (const key of Object.keys(others)) {
      report(invalid([...path, key], `is not known${didYouMean(key, ENTRY_KEYS)}`, 'key'));
    }
    if (typeof module !== 'string' && typeof module !== 'function') {
      const inEntry = isMapping(entry) && 'module' in entry;
      const hint = module === undefined ? '; is it exported where it is imported from?' : '';
      report(invalid(inEntry ? [...path, 'module'] : path, `must be ${WANTED}; found ${describeValue(module)}${hint}`));
      continue;
    }
    const item = { path, module: name ?? nameOf(module), config: isFalsy(config) ? {} : config };
    await configurator.add(item, async () =>
      typeof module === 'string' ? loadModule(module, folder) : checked(module),
    );
  }
  return configurator.modules;
}

/** What an entry says, whatever it is. */
function partsOf(entry: unknown): { module: unknown; config?: unknown; name?: string } {
  return isMapping(entry) && 'module' in entry ? (entry as ReturnType<typeof partsOf>) : { module: entry };
}

function namesOf(entries: readonly unknown[]): readonly (string | undefined)[] {
  return entries.map((entry) => {
    const { module, name } = partsOf(entry);
    if (name !== undefined) return name;
    return typeof module === 'string' || typeof module === 'function' ? nameOf(module) : undefined;
  });
}

/** A module's name: as it is given, or as its class says. */
function nameOf(module: string | object): string {
  if (typeof module === 'string') return module;
  return readModuleNote(module as ModuleClass)?.name ?? (module as ModuleClass).name;
}

function checked(moduleClass: unknown): ModuleClass {
  if (isModuleClass(moduleClass)) return moduleClass;
  throw new BoutonError('BOUTON_NOT_A_MODULE', 'is not a class decorated with @Module');
}
