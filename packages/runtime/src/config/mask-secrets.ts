import { isNode, isScalar, visit, type Document } from 'yaml';

/** Names of keys by which people call secrets: `registration_shared_secret`, `token`. */
const SECRET = /(?:secret|password|passphrase|token)s?$/i;

/**
 * The text of a YAML document with asterisks in the place of values whose keys are named like secrets: code frames show
 * lines around a fault as well, and are pasted into public reports.
 */
export function maskSecrets(text: string, document: Document): string {
  let masked = text;
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !SECRET.test(String(key.value)) || !isNode(value)) return;
      const [start, end] = value.range ?? [0, 0];
      masked = masked.slice(0, start) + masked.slice(start, end).replaceAll(/\S/g, '*') + masked.slice(end);
    },
  });
  return masked;
}
