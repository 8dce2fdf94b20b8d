import { ConfigError } from '../errors/config-error.ts';
import { configParser, type HostOptions } from '../metadata/config-parser.ts';
import type { ConfigIssue, ParsedConfig } from '../metadata/parsed-config.ts';
import { parseMapping } from './parse-mapping.ts';

/**
 * Makes of a module's part of the YAML what its constructor gets: validated by the config class, if there is one, and
 * then given to the static `parseConfig` of the module, if there is one.
 *
 * @param target - The module's class.
 * @param raw - The mapping in the YAML; null and undefined count as an empty one.
 */
export function parseModuleConfig(
  target: object,
  configClass: (new () => object) | undefined,
  raw: unknown,
  { parser, ...options }: HostOptions = {},
): ParsedConfig {
  const parsed: ParsedConfig =
    configClass === undefined ? parseMapping(raw) : parseWith(configClass, raw, { parser, ...options });
  const parseConfig: unknown = Reflect.get(target, 'parseConfig');
  if (!parsed.ok || typeof parseConfig !== 'function') return parsed;
  try {
    const value: unknown = Reflect.apply(parseConfig, target, [parsed.value]);
    if (value instanceof Promise) {
      value.catch(() => {});
      throw new TypeError('it returned a promise, and must not be async');
    }
    return { ...parsed, value };
  } catch (cause) {
    const { secrets } = parsed;
    return { ok: false, issues: [issueOf(cause)], ...(secrets !== undefined && { secrets }) };
  }
}

function parseWith(configClass: new () => object, raw: unknown, { parser, ...options }: HostOptions): ParsedConfig {
  const parse = configParser() ?? parser;
  if (parse !== undefined) return parse(configClass, raw, options);
  const message = `needs its class ${configClass.name} to be decorated with what @bouton/sdk/config exports`;
  return { ok: false, issues: [{ path: [], at: 'value', message }] };
}

function issueOf(cause: unknown): ConfigIssue {
  if (ConfigError.is(cause)) return { path: cause.path, at: 'value', message: cause.message, cause };
  const message = cause instanceof Error ? cause.message : String(cause);
  return { path: [], at: 'value', message: `parseConfig failed: ${message}`, cause };
}
