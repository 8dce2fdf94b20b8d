import { isAlias, isNode, isScalar, visit, type Document, type Node } from 'yaml';
import type { SourceRange } from './source-range.ts';

/** Names of keys by which people call secrets: `registration_shared_secret`, `token`, `macaroon_secret_key`. */
const SECRET = /(?:(?:secret|password|passphrase|token)s?|_pass|(?:secret|private|api)_?keys?)$/i;

/**
 * The text of a YAML document with asterisks in the place of values whose keys are named like secrets: code frames show
 * lines around a fault as well, and are pasted into public reports.
 */
export function maskSecrets(text: string, document: Document.Parsed): string {
  let masked = text;
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !SECRET.test(String(key.value))) return;
      masked = maskValue(masked, document, key, isNode(value) ? value : undefined);
    },
  });
  return masked;
}

/**
 * Masks a value with its anchor and tag, and what an alias leads to. If the document is not YAML, the parser does not know where
 * a value ends: then all is masked up to the next line that is indented no deeper than the key.
 */
export function maskValue(
  text: string,
  document: Document.Parsed,
  key: Node | undefined,
  value: Node | undefined,
): string {
  const isBroken = document.errors.length + document.warnings.length > 0;
  const target = isAlias(value) ? value.resolve(document) : undefined;
  const masked = target === undefined ? text : maskRange(text, rangeOf(target));
  if (key !== undefined && (isBroken || (isAlias(value) && target === undefined))) {
    return maskRange(masked, blockAfter(text, rangeOf(key)));
  }
  return value === undefined || isAlias(value) ? masked : maskRange(masked, withProperties(text, rangeOf(value)));
}

/** The text with asterisks in the place of a stretch; its line breaks and blanks stay. */
export function maskRange(text: string, { start, end }: SourceRange): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/\S/g, '*') + text.slice(end);
}

/** A value's stretch with the anchor and the tag that stand before it. */
function withProperties(text: string, { start, end }: SourceRange): SourceRange {
  const properties = /(?:[&!]\S*\s*)+$/.exec(text.slice(0, start));
  return { start: start - (properties?.[0].length ?? 0), end };
}

/** All that stands after a key, as far as the indentation tells. */
function blockAfter(text: string, { start, end }: SourceRange): SourceRange {
  const from = end + (/^\s*:/.exec(text.slice(end))?.[0].length ?? 0);
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const lines = text.slice(from).split('\n');
  const next = lines.findIndex((line, index) => index > 0 && line.trim() !== '' && line.search(/\S/) <= column);
  const length = lines.slice(0, next === -1 ? lines.length : next).join('\n').length;
  return { start: from, end: from + length };
}

function rangeOf(node: Node): SourceRange {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}
