import { BoutonError } from '@bouton/sdk';
import { parseWithConfigClass, readModuleNote, type ModuleClass } from '@bouton/sdk/host';
import { DeclarationCheck } from '../registry/declaration-check.ts';
import { moduleManifest } from '../load/module-manifest.ts';
import { invalid, type ConfigFault, type ReportFault } from './config-fault.ts';
import type { ConfigurationError } from './configuration-error.ts';
import type { ConfigPath } from '../text/config-path.ts';
import type { ConfiguredModule } from './configured-module.ts';
import type { ModuleItem } from './read-module-items.ts';
import { reportIssues } from './report-issues.ts';

/** Shows a fault where it stands in the configuration, without the values at these paths. */
export type ShowFault = (fault: ConfigFault, secrets: readonly ConfigPath[]) => ConfigurationError;

/** Loads and configures the modules of one list, one after another in its order, and reports all that is wrong with them. */
export class ModuleConfigurator {
  readonly #report: ReportFault;
  readonly #folder: string;
  readonly #show: ShowFault;
  readonly #declarations = new DeclarationCheck();
  readonly #configured: ConfiguredModule[] = [];
  readonly #secrets: ConfigPath[] = [];

  /**
   * @param options.folder What paths in the configs of modules are relative to.
   * @param options.show Shows a fault that a module's constructor finds later, without secrets.
   */
  constructor(report: ReportFault, options: { readonly folder: string; readonly show: ShowFault }) {
    this.#report = report;
    this.#folder = options.folder;
    this.#show = options.show;
  }

  /** The modules that could be configured. They are all, if nothing was reported. */
  get modules(): readonly ConfiguredModule[] {
    return this.#configured;
  }

  /** Where values stand that their config classes call secrets. */
  get secrets(): readonly ConfigPath[] {
    return this.#secrets;
  }

  /** Loads a module, checks what it declares and parses its config. */
  async add({ module: name, config: raw, path }: ModuleItem, load: () => Promise<ModuleClass>): Promise<void> {
    const moduleFault = ({ code, message, cause }: BoutonError): void =>
      this.#report({ code, path: [...path, 'module'], at: 'value', message, cause });
    let moduleClass: ModuleClass;
    try {
      moduleClass = await load();
    } catch (error) {
      if (!BoutonError.is(error)) throw error;
      moduleFault(error);
      return;
    }
    for (const error of this.#declarations.add(name, moduleClass)) moduleFault(error);

    const parsed = readModuleNote(moduleClass)?.parseConfig(raw, {
      parser: parseWithConfigClass,
      folder: this.#folder,
    }) ?? { ok: true, value: raw };
    for (const secret of parsed.secrets ?? []) this.#secrets.push([...path, 'config', ...secret]);
    if (parsed.ok) {
      this.#configured.push({
        name,
        moduleClass,
        config: parsed.value,
        manifest: moduleManifest(moduleClass),
        refuseConfig: (error) => this.#show(invalid([...path, 'config', ...error.path], error.message), this.#secrets),
      });
    } else {
      reportIssues([...path, 'config'], parsed.issues, this.#report);
    }
  }
}
