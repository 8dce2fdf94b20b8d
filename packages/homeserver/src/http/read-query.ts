import { Codes, SynapseError } from '@bouton/sdk';
import type { Context } from 'hono';
import type { z } from 'zod';
import { describeIssue, valueAt } from './describe-issue.ts';
import type { RouterEnv } from './router.ts';

/**
 * The query parameters of a request, checked. Of a repeated parameter the first counts.
 *
 * @throws {SynapseError} 400 `M_INVALID_PARAM`, or `M_MISSING_PARAM` if one is missing.
 */
export function readQuery<Schema extends z.ZodType>(c: Context<RouterEnv>, schema: Schema): z.output<Schema> {
  return checkQuery(c.req.query(), schema);
}

/** Checks parameters that were read already. @throws {SynapseError} As {@linkcode readQuery}. */
export function checkQuery<Schema extends z.ZodType>(
  query: Readonly<Record<string, string>>,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw parsed.error;
  const name = issue.path.join('.');
  if (valueAt(query, issue.path) === undefined) {
    throw new SynapseError(400, `Missing query parameter '${name}'`, Codes.MISSING_PARAM);
  }
  throw new SynapseError(400, `Query parameter '${name}' ${describeIssue(issue)}`, Codes.INVALID_PARAM);
}
