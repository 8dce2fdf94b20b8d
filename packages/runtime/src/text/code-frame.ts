import type { SourceRange } from './source-range.ts';
import type { YamlSource } from './yaml-source.ts';

/** How many lines are shown before and after the underlined one. */
const CONTEXT = 2;
/** Columns of source that are shown at most, and how many of them before the caret if a line is cut. */
const WIDTH = 120;
const BEFORE_CARET = 60;
const TAB = '    ';

/**
 * Shows a fault where it stands: `file:line:column: message`, the line with two lines around it, and carets under the
 * range. Of a range over several lines the first is underlined; lines over 120 columns are cut around the carets.
 */
export function codeFrame(source: YamlSource, range: SourceRange, message: string): string {
  const { line, column } = source.position(range.start);
  const lines = source.shownText.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();

  const text = lines[line - 1] ?? '';
  const caretStart = expand(text.slice(0, column - 1)).length;
  const caretEnd = expand(text.slice(0, column - 1 + range.end - range.start).trimEnd()).length;
  const from = caretEnd <= WIDTH ? 0 : Math.max(0, caretStart - BEFORE_CARET);
  const to = from + WIDTH;

  const first = Math.max(1, line - CONTEXT);
  const shown = lines.slice(first - 1, line + CONTEXT);
  const gutter = String(first + shown.length - 1).length;
  const row = (label: string | number, content: string): string =>
    `  ${String(label).padStart(gutter)} | ${content}`.trimEnd();

  const heading = `${source.name}:${line}:${column}: ${message}`;
  if (shown.length === 0) return heading;
  const rows = shown.map((content, index) => row(first + index, cut(expand(content), from, to)));
  const carets = '^'.repeat(Math.max(1, Math.min(caretEnd, to) - caretStart));
  rows.splice(line - first + 1, 0, row('', ' '.repeat(caretStart - from) + carets));
  return [heading, ...rows].join('\n');
}

function expand(text: string): string {
  return text.replaceAll('\t', TAB);
}

/** The columns between `from` and `to`; an ellipsis stands in the first or last of them if something is cut off. */
function cut(text: string, from: number, to: number): string {
  const shown = text.slice(from, to);
  const before = from > 0 && text.length > 0 ? `…${shown.slice(1)}` : shown;
  return text.length > to ? `${before.slice(0, -1)}…` : before;
}
