import { join } from 'node:path';

/** The README of the workspace. */
export const README = join(import.meta.dirname, '../../README.md');

const BEGIN = '<!-- callbacks -->';
const END = '<!-- /callbacks -->';

/** The README with another table of callbacks. @throws {Error} Where it has no place for one. */
export function withTable(readme: string, table: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`The README has no place between ${BEGIN} and ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${readme.slice(end)}`;
}
