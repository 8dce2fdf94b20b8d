import { join } from 'node:path';
import { callbackTable } from './callback-table.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { memberTable, operationTable } from './member-table.ts';
import { wireTable } from './wire-table.ts';

const WORKSPACE = join(import.meta.dirname, '../..');

/** A table that is generated from the cases, and where it stands. */
export interface GeneratedTable {
  readonly file: string;
  /** The name in the comments around it. */
  readonly name: string;
  readonly make: (cases: readonly ConformanceCase[]) => string;
}

/** All generated tables. */
export const GENERATED_TABLES: readonly GeneratedTable[] = [
  { file: join(WORKSPACE, 'README.md'), name: 'callbacks', make: callbackTable },
  { file: join(WORKSPACE, 'docs/module-api.md'), name: 'members', make: memberTable },
  { file: join(WORKSPACE, 'docs/module-api.md'), name: 'operations', make: operationTable },
  { file: join(WORKSPACE, 'packages/synapse/PROTOCOL.md'), name: 'api', make: wireTable },
];

/** A text with another table of that name. @throws {Error} Where it has no place for one. */
export function withTable(text: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`There is no place for a table between ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`;
}
