/** Where a value stands: the keys and indexes that lead to it. */
export type ConfigPath = readonly (string | number)[];

/** Writes a path as one would in TypeScript: `modules[0].config.deny[0]`, `config["@bot:example.com"]`. */
export function formatPath(path: ConfigPath): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join('')
    .replace(/^\./, '');
}
