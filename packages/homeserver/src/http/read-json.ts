import { Codes, SynapseError, type JsonObject, type JsonValue } from '@bouton/sdk';
import type { Context } from 'hono';
import { z } from 'zod';
import { describeIssue, valueAt } from './describe-issue.ts';
import { readBody } from './read-body.ts';
import type { RouterEnv } from './router.ts';

/** How deep lists and objects may lie in each other: what walks them recursively must not run out of stack. */
const MAX_DEPTH = 256;

/** How {@linkcode readJson} reads. */
export interface ReadJsonOptions {
  /** Read an empty body as `{}`. */
  readonly allowEmpty?: boolean;
  /** The most bytes that the body may have; left out: as many as any body that is not an upload. */
  readonly limit?: number;
}

/** The longest body, in bytes, of a request that anybody can make and that is remembered. */
export const MAX_REMEMBERED_SIZE: number = 65_536;

/** A schema for any JSON object. */
export const anyObject: z.ZodType<JsonObject, JsonObject> = z.record(z.string(), z.custom<JsonValue>());

/** A schema for a field that clients leave out, or set to null. */
export function optional<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodPipe<
  z.ZodOptional<z.ZodNullable<Schema>>,
  z.ZodTransform<z.output<Schema> | undefined, z.output<Schema> | null | undefined>
> {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** A schema for an object with these fields, which keeps the others that come with them. */
export function openObject<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$catchall<z.ZodCustom<JsonValue, JsonValue>>> {
  return z.object(shape).catchall(z.custom<JsonValue>());
}

/**
 * The body of a request, checked.
 *
 * @throws {SynapseError} 400 `M_NOT_JSON`, `M_BAD_JSON` or `M_MISSING_PARAM`; 413 `M_TOO_LARGE`.
 */
export async function readJson<Schema extends z.ZodType>(
  c: Context<RouterEnv>,
  schema: Schema,
  options: ReadJsonOptions = {},
): Promise<z.output<Schema>> {
  const value = parseObject(await readBody(c.req.raw, options.limit), options);
  return checkBody(value, schema);
}

/**
 * Checks a body that was parsed already.
 *
 * @throws {SynapseError} 400 `M_BAD_JSON`, or `M_MISSING_PARAM` if a field is missing.
 */
export function checkBody<Schema extends z.ZodType>(value: unknown, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.filter(({ path }) => valueAt(value, path) === undefined);
  if (missing.length > 0) {
    const names = missing.map(({ path }) => `'${path.join('.')}'`).join(', ');
    throw new SynapseError(400, `Missing params: [${names}]`, Codes.MISSING_PARAM);
  }
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw parsed.error;
  const subject = issue.path.length === 0 ? 'Content' : `'${issue.path.join('.')}'`;
  throw new SynapseError(400, `${subject} ${describeIssue(issue)}`, Codes.BAD_JSON);
}

function parseObject(body: Uint8Array, { allowEmpty = false }: ReadJsonOptions): unknown {
  if (allowEmpty && body.byteLength === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new SynapseError(400, 'Content not JSON.', Codes.NOT_JSON);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SynapseError(400, 'Content must be a JSON object.', Codes.BAD_JSON);
  }
  if (depthOf(body) > MAX_DEPTH) {
    throw new SynapseError(400, `Content must not be nested deeper than ${MAX_DEPTH} levels`, Codes.BAD_JSON);
  }
  return value;
}

/** How deep a valid JSON text nests. */
function depthOf(json: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index];
    if (inString) {
      if (byte === 0x5c) index += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) deepest = Math.max(deepest, (depth += 1));
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return deepest;
}
