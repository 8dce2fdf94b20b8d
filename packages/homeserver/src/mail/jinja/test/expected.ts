import { readFileSync } from 'node:fs';

/** What Jinja makes of a page of a probe; null: it throws. */
export type Expected = readonly [page: string, template: string, text: string | null];

const FILE = new URL('expected.json', import.meta.url);

/** What the file says that Jinja makes of the probes, in their order. */
export function readExpected(): readonly Expected[] {
  return JSON.parse(readFileSync(FILE, 'utf8')) as readonly Expected[];
}

/** The file's text: a line for each page. */
export function expectedText(rows: readonly Expected[]): string {
  return `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`;
}
