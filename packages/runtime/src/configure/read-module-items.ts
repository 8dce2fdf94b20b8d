import { invalid, type ReportFault } from './config-fault.ts';
import type { ConfigPath } from '../text/config-path.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { isFalsy } from '../lib/values.ts';
import { isMapping } from '../text/is-mapping.ts';

/** One item of the list of modules. */
export interface ModuleItem {
  /** Where the item stands. */
  readonly path: ConfigPath;
  /** The module's name: a package or file, and an export. */
  readonly module: string;
  /** What the module is configured with, before it is parsed. */
  readonly config: unknown;
}

const KNOWN_KEYS = ['module', 'config'];

/**
 * Reads the list of modules. As in Synapse anything falsy means no modules, and a falsy `config` an empty one. Faulty items
 * are reported and left out.
 */
export function readModuleItems(raw: unknown, path: ConfigPath, report: ReportFault): readonly ModuleItem[] {
  if (isFalsy(raw)) return [];
  if (!Array.isArray(raw)) {
    report(invalid(path, 'must be a list of modules, each a mapping with "module" and "config"'));
    return [];
  }
  return raw.flatMap((item: unknown, index) => readModuleItem(item, [...path, index], report) ?? []);
}

function readModuleItem(item: unknown, path: ConfigPath, report: ReportFault): ModuleItem | undefined {
  if (!isMapping(item)) {
    report(invalid(path, 'must be a mapping with "module" and "config"'));
    return undefined;
  }
  for (const key of Object.keys(item)) {
    if (!KNOWN_KEYS.includes(key)) report(invalid([...path, key], `is not known${didYouMean(key, KNOWN_KEYS)}`, 'key'));
  }
  const { module, config } = item;
  if (typeof module !== 'string' || module === '') {
    report(invalid([...path, 'module'], 'must be the name of a module, like "@acme/rooms#Guard" or ./guard.ts#Guard'));
    return undefined;
  }
  return { path, module, config: isFalsy(config) ? {} : config };
}
