/**
 * Shows what a module was constructed with, as JSON. `@Secret` properties are not enumerable, and are left out. Of what
 * `parseConfig` may have made that JSON has no words for, the kind is shown: `[function check]`, `[circular]`.
 */
export function inspectConfig(config: unknown, above: readonly unknown[] = []): unknown {
  if (typeof config === 'bigint' || typeof config === 'symbol' || config instanceof RegExp) return String(config);
  if (typeof config === 'function') return `[function ${config.name}]`;
  if (typeof config !== 'object' || config === null) return config;
  if (above.includes(config)) return '[circular]';
  if (hasJson(config)) return config.toJSON();

  const inner = (value: unknown): unknown => inspectConfig(value, [...above, config]);
  if (Array.isArray(config) || config instanceof Set) return Array.from(config, inner);
  const entries: readonly (readonly [unknown, unknown])[] =
    config instanceof Map ? [...config.entries()] : Object.entries(config);
  return Object.fromEntries(entries.map(([key, value]) => [String(key), inner(value)]));
}

function hasJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}
