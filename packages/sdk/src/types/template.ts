import type { JsonObject } from './json.ts';

/**
 * A template in Jinja's syntax; renders it with these variables. Values are escaped in files that end in
 * `.html`, `.htm` or `.xml`.
 */
export type Template = (variables?: JsonObject) => Promise<string>;
