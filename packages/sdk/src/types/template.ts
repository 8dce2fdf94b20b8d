import type { JsonObjectLike } from './json.ts';

/**
 * A template in Jinja's syntax; renders it with these variables. Values are escaped in files that end in
 * `.html`, `.htm` or `.xml`.
 */
export type Template = (variables?: JsonObjectLike) => Promise<string>;
