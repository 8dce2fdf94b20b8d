import { isAlias, isMap, isNode, isSeq, type Document, type Node } from 'yaml';
import type { ConfigPath } from './config-path.ts';
import type { SourceRange } from './source-range.ts';
import { isMerge, keyText } from './yaml-value.ts';

/** The key of a mapping's item, undefined for a list's, and its value, undefined if none is written. */
export interface YamlItem {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/**
 * The stretch of a YAML document to underline for a fault. At a `value`: that value; if it is missing or empty, the
 * nearest key above it. At a `key`: the key. Anchors, aliases and merge keys are followed.
 */
export function yamlRange(document: Document, path: ConfigPath, at: 'key' | 'value'): SourceRange {
  const { item, found } = nearestItem(document, path);
  const value = rangeOf(item.value);
  if (found && at === 'value' && value.end > value.start) return value;
  return item.key === undefined ? value : rangeOf(item.key);
}

/** The key and the value at a path; undefined if there is none. */
export function yamlItem(document: Document, path: ConfigPath): YamlItem | undefined {
  const { item, found } = nearestItem(document, path);
  return found ? item : undefined;
}

/** The item at a path; if there is none, the nearest one above it. */
function nearestItem(document: Document, path: ConfigPath): { readonly item: YamlItem; readonly found: boolean } {
  let item: YamlItem = { key: undefined, value: document.contents ?? undefined };
  for (const step of path) {
    const next = itemAt(document, item.value, step);
    if (next === undefined) return { item, found: false };
    item = next;
  }
  return { item, found: true };
}

function itemAt(document: Document, node: Node | undefined, step: string | number): YamlItem | undefined {
  const collection = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(collection) && typeof step === 'number') {
    const value = collection.items[step];
    return isNode(value) ? { key: undefined, value } : undefined;
  }
  if (!isMap(collection)) return undefined;
  // If a key stands twice, the last counts.
  const own = collection.items.findLast((pair) => !isMerge(pair) && keyText(pair.key) === String(step));
  if (own !== undefined) return { key: asNode(own.key), value: asNode(own.value) };

  return collection.items
    .filter(isMerge)
    .flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
    .map((merged) => itemAt(document, asNode(merged), step))
    .find((merged) => merged !== undefined);
}

function asNode(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}

function rangeOf(node: Node | undefined): SourceRange {
  const [start, end] = node?.range ?? [0, 0];
  return { start, end };
}
