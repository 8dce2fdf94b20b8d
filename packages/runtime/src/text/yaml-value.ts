import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { ConfigPath } from './config-path.ts';
import type { YamlTimestamp } from './yaml-tags.ts';

/** A value that YAML has and a configuration cannot have. */
export interface YamlValueFault {
  readonly path: ConfigPath;
  readonly at: 'key' | 'value';
  readonly message: string;
}

/** How many values the aliases of a file may stand for. What is written out is not counted. */
const MAX_VALUES = 100_000;
/** How deep lists and mappings may stand in each other. */
const MAX_DEPTH = 100;

/**
 * The content of a YAML document as JSON has it, the same that Synapse hands to its modules: keys are strings, dates are texts in
 * ISO 8601. What aliases share, it shares. In the place of what cannot be a value stands null.
 */
export function yamlValue(document: Document): { readonly value: unknown; readonly faults: readonly YamlValueFault[] } {
  const reader = new ValueReader(document);
  return { value: reader.read(document.contents, []), faults: reader.faults };
}

class ValueReader {
  readonly faults: YamlValueFault[] = [];
  readonly #document: Document;
  /** What was read of nodes that aliases lead to. */
  readonly #known = new Map<Node, { readonly value: unknown; readonly size: number }>();
  /** How many values were read, and for how many of them aliases stand. */
  #size = 0;
  #aliased = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  read(node: unknown, path: ConfigPath): unknown {
    if (isAlias(node)) return this.#readAlias(node.resolve(this.#document), path);
    const before = this.#size;
    this.#size += 1;
    const value = this.#readContent(node, path);
    if (isNode(node) && 'anchor' in node) this.#known.set(node, { value, size: this.#size - before });
    return value;
  }

  #readAlias(target: Node | undefined, path: ConfigPath): unknown {
    const known = target && this.#known.get(target);
    if (known === undefined) return null;
    const wasFull = this.#aliased > MAX_VALUES;
    this.#aliased += known.size;
    if (wasFull) return null;
    if (this.#aliased > MAX_VALUES) {
      return this.#refuse(path, `makes aliases stand for more than ${MAX_VALUES.toLocaleString('en')} values`);
    }
    this.#size += known.size;
    return known.value;
  }

  #readContent(node: unknown, path: ConfigPath): unknown {
    if (path.length > MAX_DEPTH) return this.#refuse(path, `is nested more than ${MAX_DEPTH} levels deep`);
    if (isSeq(node)) return node.items.map((item, index) => this.read(isPair(item) ? null : item, [...path, index]));
    if (isMap(node)) return this.#readMap(node, path);
    return isScalar(node) ? this.#readScalar(node, path) : null;
  }

  #readMap(map: YAMLMap, path: ConfigPath): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    // The mapping's own keys count before those that it merges.
    for (const pair of map.items.filter(isMerge).toReversed()) {
      const sources = isSeq(pair.value) ? pair.value.items : [pair.value];
      for (const source of sources.toReversed()) {
        const merged = this.read(source, path);
        for (const [key, value] of Object.entries(Object(merged) as object)) define(result, key, value);
      }
    }
    for (const pair of map.items) {
      if (isMerge(pair)) continue;
      const key = this.#readKey(pair, path);
      define(result, key, this.read(pair.value, [...path, key]));
    }
    return result;
  }

  #readKey({ key }: Pair, path: ConfigPath): string {
    if (isAlias(key)) return String(this.read(key, path));
    if (isScalar(key) && key.anchor !== undefined) this.#known.set(key, { value: key.value, size: 1 });
    return keyText(key);
  }

  #readScalar(node: Scalar, path: ConfigPath): unknown {
    const { value } = node;
    if (value === '<<' && node.type === 'PLAIN') return this.#refuse(path, 'must stand in quotes, as a text');
    if (isTimestamp(value)) return value.iso ?? this.#refuse(path, 'is not a day or time that there is');
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    if (!Number.isFinite(value)) return this.#refuse(path, 'must be a finite number');
    if (!Number.isInteger(value) || isFloat(node)) return value;
    return this.#refuse(path, 'is an integer beyond 2^53, which would be rounded; write it in quotes, as a text');
  }

  #refuse(path: ConfigPath, message: string): null {
    this.faults.push({ path, at: 'value', message });
    return null;
  }
}

/** A scalar key as Python's JSON writes it: `on` is true, and `1.0` keeps its point. */
export function keyText(key: unknown): string {
  if (!isScalar(key)) return '';
  const { value } = key;
  if (isTimestamp(value)) return value.iso ?? '';
  if (!Number.isInteger(value)) return String(value);
  if (isFloat(key)) return `${String(value)}.0`;
  const digits = sourceOf(key).replaceAll('_', '');
  return !Number.isSafeInteger(value) && /^[-+]?\d+$/.test(digits) ? String(BigInt(digits)) : String(value);
}

/** Whether a number was written with a point. */
function isFloat(scalar: Scalar): boolean {
  return /^[^x]*\./.test(sourceOf(scalar));
}

/** Whether a pair is the merge key `<<`. */
export function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.type === 'PLAIN' && sourceOf(key) === '<<';
}

function isTimestamp(value: unknown): value is YamlTimestamp {
  return typeof value === 'object' && value !== null && 'iso' in value;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isSeq(value) || isMap(value);
}

function sourceOf(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : '';
}

function define(object: Record<string, unknown>, key: string, value: unknown): void {
  // An assignment would call the setter of __proto__.
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
