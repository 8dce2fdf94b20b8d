import { isAlias, isNode, isScalar, visit, type Document } from 'yaml';
import type { SourceRange } from './source-range.ts';

/** Names of keys by which people call secrets: `registration_shared_secret`, `token`, `macaroon_secret_key`. */
const SECRET = /(?:(?:secret|password|passphrase|token)s?|_pass|(?:secret|private|api)_?keys?)$/i;

/**
 * The text of a YAML document with asterisks in the place of values whose keys are named like secrets: code frames show
 * lines around a fault as well, and are pasted into public reports.
 */
export function maskSecrets(text: string, document: Document): string {
  let masked = text;
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !SECRET.test(String(key.value)) || !isNode(value)) return;
      const target = isAlias(value) ? value.resolve(document) : value;
      const [start, end] = target?.range ?? [0, 0];
      masked = maskRange(masked, { start, end });
    },
  });
  return masked;
}

/** The text with asterisks in the place of a stretch; its line breaks and blanks stay. */
export function maskRange(text: string, { start, end }: SourceRange): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/\S/g, '*') + text.slice(end);
}
