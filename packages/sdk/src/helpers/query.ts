import { Codes } from '../types/codes.ts';
import { SynapseError } from '../errors/synapse-error.ts';

// Parameters in the query of a request's URL, as Synapse reads those of Matrix's own endpoints. If one comes several times,
// the first counts.

/** What a parameter is if the request has none of its name. Without a default it is required. */
export interface QueryDefault<Default> {
  readonly default: Default;
}

/** Options of {@linkcode queryString}. */
export interface QueryStringOptions<Value extends string> {
  /** The only values that are allowed. */
  readonly allowed?: readonly Value[];
}

/**
 * A text in the query of a request: `queryString(request, 'dir', { allowed: ['f', 'b'], default: 'b' })`.
 *
 * @throws {SynapseError} 400 `M_MISSING_PARAM` if it is missing and there is no default, `M_INVALID_PARAM` if it is not one of
 * the allowed values.
 */
export function queryString<const Value extends string = string, const Default = never>(
  request: Request,
  name: string,
  options: QueryStringOptions<Value> & (QueryDefault<Default> | { readonly default?: never }) = {},
): Value | Default {
  const value = valueOf(request, name);
  if (value === undefined) return defaultOf(options, `Missing string query parameter '${name}'`);
  if (options.allowed !== undefined && !(options.allowed as readonly string[]).includes(value)) {
    const allowed = options.allowed.map((one) => `'${one}'`).join(', ');
    throw new SynapseError(400, `Query parameter '${name}' must be one of [${allowed}]`, Codes.INVALID_PARAM);
  }
  return value as Value;
}

/** Options of {@linkcode queryInteger}. */
export interface QueryIntegerOptions {
  /** Whether it may be less than zero. Default: no. */
  readonly negative?: boolean;
}

/**
 * An integer in the query of a request: `queryInteger(request, 'limit', { default: 10 })`.
 *
 * @throws {SynapseError} 400 `M_MISSING_PARAM` if it is missing and there is no default, `M_INVALID_PARAM` if it is not an
 * integer, beyond ±2⁵³, or less than zero.
 */
export function queryInteger<const Default = never>(
  request: Request,
  name: string,
  options: QueryIntegerOptions & (QueryDefault<Default> | { readonly default?: never }) = {},
): number | Default {
  const value = valueOf(request, name);
  if (value === undefined) return defaultOf(options, `Missing required integer query parameter ${name}`);
  // What Python reads as an integer.
  const integer = /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(value) ? Number(value.replaceAll('_', '')) : Number.NaN;
  if (!Number.isSafeInteger(integer)) {
    throw new SynapseError(400, `Query parameter ${name} must be an integer`, Codes.INVALID_PARAM);
  }
  if (integer < 0 && options.negative !== true) {
    throw new SynapseError(400, `Query parameter ${name} must be a positive integer.`, Codes.INVALID_PARAM);
  }
  return integer;
}

/**
 * `true` or `false` in the query of a request: `queryBoolean(request, 'guests', { default: true })`.
 *
 * @throws {SynapseError} 400 `M_MISSING_PARAM` if it is missing and there is no default, `M_INVALID_PARAM` if it is neither
 * `true` nor `false`.
 */
export function queryBoolean<const Default = never>(
  request: Request,
  name: string,
  options: QueryDefault<Default> | { readonly default?: never } = {},
): boolean | Default {
  const value = valueOf(request, name);
  if (value === undefined) return defaultOf(options, `Missing boolean query parameter '${name}'`);
  if (value === 'true') return true;
  if (value === 'false') return false;
  const message = `Boolean query parameter '${name}' must be one of ['true', 'false']`;
  throw new SynapseError(400, message, Codes.INVALID_PARAM);
}

function valueOf(request: Request, name: string): string | undefined {
  return new URL(request.url).searchParams.get(name) ?? undefined;
}

function defaultOf<Default>(options: { readonly default?: Default }, missing: string): Default {
  if ('default' in options) return options.default;
  throw new SynapseError(400, missing, Codes.MISSING_PARAM);
}
