import { ConfigError } from '../errors/config-error.ts';
import { configParser, type HostOptions } from '../metadata/config-parser.ts';
import type { ConfigIssue, ParsedConfig } from '../metadata/parsed-config.ts';
import { parseMapping } from './parse-mapping.ts';
import { parseWithSchema, type ConfigSchema } from './parse-with-schema.ts';

/** What describes a module's configuration: a class, or a schema. */
export type ConfigDescription = (new () => object) | ConfigSchema;

/**
 * Makes of a module's part of the YAML what its constructor gets: validated by the config class or schema, if there is one, and
 * then given to the static `parseConfig` of the module, if there is one.
 *
 * @param target - The module's class.
 * @param raw - The mapping in the YAML; null and undefined count as an empty one.
 */
export function parseModuleConfig(
  target: object,
  config: ConfigDescription | undefined,
  raw: unknown,
  { parser, ...options }: HostOptions = {},
): ParsedConfig {
  const parsed: ParsedConfig =
    config === undefined ? parseMapping(raw) : parseWith(config, raw, { parser, ...options });
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

function parseWith(config: ConfigDescription, raw: unknown, { parser, ...options }: HostOptions): ParsedConfig {
  if (typeof config !== 'function') return parseWithSchema(config, raw, options);
  const parse = configParser() ?? parser;
  if (parse !== undefined) return parse(config, raw, options);
  const message = `needs its class ${config.name} to be decorated with what @bouton/sdk/config exports`;
  return { ok: false, issues: [{ path: [], at: 'value', message }] };
}

function issueOf(cause: unknown): ConfigIssue {
  if (ConfigError.is(cause)) return { path: cause.path, at: 'value', message: cause.message, cause };
  const message = cause instanceof Error ? cause.message : String(cause);
  return { path: [], at: 'value', message: `parseConfig failed: ${message}`, cause };
}
