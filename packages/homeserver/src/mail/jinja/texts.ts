import { TemplateFault } from './fault.ts';
import { characters } from './python-text.ts';

// What Python's texts can do, beyond JavaScript's.

// What Python calls whitespace: not U+FEFF, but some control characters.
// oxlint-disable-next-line no-control-regex -- Python counts these among the blanks and line breaks
const SPACE = /[^\S\uFEFF]|[\x1C-\x1F\x85]/;

/** `text.strip(characters)` at one end or both; without characters it is whitespace that goes. */
export function strip(text: string, what: string | null, sides: 'both' | 'left' | 'right' = 'both'): string {
  const list = characters(text);
  const goes = (character: string | undefined): boolean =>
    character !== undefined && (what === null ? SPACE.test(character) : characters(what).includes(character));
  let [start, end] = [0, list.length];
  if (sides !== 'right') while (start < end && goes(list[start])) start += 1;
  if (sides !== 'left') while (end > start && goes(list[end - 1])) end -= 1;
  return list.slice(start, end).join('');
}

/** `text.split(separator, most)`; a negative `most` is no bound. */
export function split(text: string, separator: string | null, most: number): string[] {
  if (separator === '') throw new TemplateFault('empty separator');
  if (separator === null) {
    const parts: string[] = [];
    let rest = strip(text, null, 'left');
    while (rest !== '') {
      const end = most >= 0 && parts.length >= most ? -1 : rest.search(SPACE);
      if (end < 0) {
        parts.push(strip(rest, null, 'right'));
        break;
      }
      parts.push(rest.slice(0, end));
      rest = strip(rest.slice(end), null, 'left');
    }
    return parts;
  }
  const parts = text.split(separator);
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(separator)];
}

/** `text.rsplit(separator, most)`. */
export function splitRight(text: string, separator: string | null, most: number): string[] {
  const reverse = (value: string): string => characters(value).toReversed().join('');
  return split(reverse(text), separator === null ? null : reverse(separator), most)
    .toReversed()
    .map(reverse);
}

/** `text.splitlines()`. */
export function splitLines(text: string): string[] {
  // oxlint-disable-next-line no-control-regex -- Python counts these among the blanks and line breaks
  const lines = text.split(/\r\n|[\n\r\v\f\x1C-\x1E\x85\u2028\u2029]/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** `text.replace(old, new, most)`; a negative `most` is no bound. */
export function replace(text: string, old: string, by: string, most: number): string {
  if (most < 0)
    return old === '' ? [by, ...characters(text).flatMap((one) => [one, by])].join('') : text.split(old).join(by);
  if (old === '') {
    const list = characters(text);
    const filled = list.map((character, index) => (index < most ? by + character : character)).join('');
    return list.length < most ? filled + by : filled;
  }
  return split(text, old, most).join(by);
}

/** `text.capitalize()`. */
export function capitalize(text: string): string {
  const [first = '', ...rest] = characters(text);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

/** `text.title()`: a letter behind anything but a letter is upper case. */
export function title(text: string): string {
  return text.replaceAll(/\p{L}+/gu, (word) => capitalize(word));
}

/** `text.center(width, fill)`. */
export function center(text: string, width: number, fill = ' '): string {
  const missing = width - characters(text).length;
  if (missing <= 0) return text;
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

/** `text.ljust(width, fill)` and `text.rjust(width, fill)`. */
export function justify(text: string, width: number, fill: string, side: 'left' | 'right'): string {
  const padding = fill.repeat(Math.max(0, width - characters(text).length));
  return side === 'left' ? text + padding : padding + text;
}

/** Whether all letters of a text, of which there are some, are upper case. */
export function isUpper(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text);
}

/** Whether all letters of a text, of which there are some, are lower case. */
export function isLower(text: string): boolean {
  return /\p{Ll}/u.test(text) && !/[\p{Lu}\p{Lt}]/u.test(text);
}
