/** A module's name in the configuration, taken apart: `"@acme/rooms#Guard"`, `./guard.ts#Guard`, `@acme/rooms`. */
export interface ModuleSpecifier {
  /** An npm package, or the path of a file. */
  readonly target: string;
  /** Whether the target is the path of a file. */
  readonly isFile: boolean;
  /** The export that holds the module; `default` if none is named. */
  readonly exportName: string;
}

/** Takes a module's name apart. What follows the last `#` is the export. */
export function parseModuleSpecifier(text: string): ModuleSpecifier {
  const hash = text.lastIndexOf('#');
  const target = hash === -1 ? text : text.slice(0, hash);
  const exportName = hash === -1 ? 'default' : text.slice(hash + 1);
  return { target, exportName, isFile: /^(?:\.{0,2}\/|\.{0,2}\\|[a-z]:[\\/])/i.test(target) };
}
