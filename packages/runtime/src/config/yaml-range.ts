import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml';
import type { ConfigPath } from './config-path.ts';
import type { SourceRange } from './source-range.ts';

/** The key of a mapping's item, undefined for a list's, and its value, undefined where none is written. */
interface Item {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/**
 * The stretch of a YAML document to underline for a fault. At a `value`: that value; where it is missing or empty, the
 * nearest key above it. At a `key`: the key. Anchors, aliases and merge keys are followed.
 */
export function yamlRange(document: Document, path: ConfigPath, at: 'key' | 'value'): SourceRange {
  let item: Item = { key: undefined, value: document.contents ?? undefined };
  let found = true;
  for (const step of path) {
    const next = itemAt(document, item.value, step);
    if (next === undefined) {
      found = false;
      break;
    }
    item = next;
  }
  const value = rangeOf(item.value);
  if (found && at === 'value' && value.end > value.start) return value;
  return item.key === undefined ? value : rangeOf(item.key);
}

function itemAt(document: Document, node: Node | undefined, step: string | number): Item | undefined {
  const collection = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(collection) && typeof step === 'number') {
    const value = collection.items[step];
    return isNode(value) ? { key: undefined, value } : undefined;
  }
  if (!isMap(collection)) return undefined;
  const own = collection.items.find((pair) => keyOf(pair) === String(step));
  if (own !== undefined) return { key: asNode(own.key), value: asNode(own.value) };

  return collection.items
    .filter((pair) => keyOf(pair) === '<<')
    .flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
    .map((merged) => itemAt(document, asNode(merged), step))
    .find((merged) => merged !== undefined);
}

function keyOf({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

function asNode(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}

function rangeOf(node: Node | undefined): SourceRange {
  const [start, end] = node?.range ?? [0, 0];
  return { start, end };
}
