import { TemplateFault } from './fault.ts';

// Python's values in JavaScript. An int is a bigint and a float a number, for `4 / 2` is written `2.0`.

/** What an expression of a template can be. */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Markup
  | Value[]
  | Tuple
  | Dict
  | DictView
  | Range
  | Lazy
  | Undefined
  | Callable
  | Thing;

/** Arguments that are given by name. */
export type Keywords = ReadonlyMap<string, Value>;

/** A text that is not escaped any more. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A tuple. `names` are the attributes by which its items may be asked for. */
export class Tuple {
  readonly items: readonly Value[];
  readonly names: readonly string[];

  constructor(items: readonly Value[], names: readonly string[] = []) {
    this.items = items;
    this.names = names;
  }
}

/** A dictionary, in the order of its keys' insertion. `1`, `1.0` and `True` are one key. */
export class Dict {
  readonly #entries = new Map<unknown, [key: Value, value: Value]>();

  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    for (const [key, value] of entries) this.set(key, value);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(hashOf(key))?.[1];
  }

  has(key: Value): boolean {
    return this.#entries.has(hashOf(key));
  }

  set(key: Value, value: Value): void {
    const hash = hashOf(key);
    const entry = this.#entries.get(hash);
    if (entry === undefined) this.#entries.set(hash, [key, value]);
    else entry[1] = value;
  }

  delete(key: Value): boolean {
    return this.#entries.delete(hashOf(key));
  }

  clear(): void {
    this.#entries.clear();
  }

  entries(): [Value, Value][] {
    return [...this.#entries.values()].map(([key, value]) => [key, value]);
  }

  keys(): Value[] {
    return this.entries().map(([key]) => key);
  }

  values(): Value[] {
    return this.entries().map(([, value]) => value);
  }
}

function hashOf(key: Value): unknown {
  if (typeof key === 'boolean') return key ? 1n : 0n;
  if (typeof key === 'number') return Number.isInteger(key) ? BigInt(key) : key;
  if (key instanceof Markup) return key.text;
  if (key === null || typeof key === 'string' || typeof key === 'bigint') return key;
  throw new TemplateFault('A key of a dictionary is a text, a number, a truth value or none here');
}

/** What `items()`, `keys()` and `values()` of a dictionary give. */
export class DictView {
  readonly kind: 'items' | 'keys' | 'values';
  readonly dict: Dict;

  constructor(kind: DictView['kind'], dict: Dict) {
    this.kind = kind;
    this.dict = dict;
  }

  items(): Value[] {
    return this.kind === 'items' ? this.dict.entries().map((entry) => new Tuple(entry)) : this.dict[this.kind]();
  }
}

/** What `range()` gives. */
export class Range {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;

  constructor(start: bigint, stop: bigint, step: bigint) {
    if (step === 0n) throw new TemplateFault('range() arg 3 must not be zero');
    this.start = start;
    this.stop = stop;
    this.step = step;
    if (this.items.length > 1_000_000) throw new TemplateFault('range() of more than a million');
  }

  get items(): { readonly length: number } {
    const span = this.step > 0n ? this.stop - this.start : this.start - this.stop;
    const step = this.step > 0n ? this.step : -this.step;
    return { length: span <= 0n ? 0 : Number((span + step - 1n) / step) };
  }

  list(): Value[] {
    return Array.from(this.items, (_, index) => this.start + BigInt(index) * this.step);
  }
}

/** A generator: it is true, has no length, and gives its items once. */
export class Lazy {
  readonly iterator: Iterator<Value>;

  constructor(items: Iterable<Value>) {
    this.iterator = items[Symbol.iterator]();
  }
}

/** What there is not. */
export class Undefined {
  readonly #hint: string;

  constructor(hint: string) {
    this.#hint = hint;
  }

  fault(): TemplateFault {
    return new TemplateFault(this.#hint);
  }
}

/** A function, macro or method. */
export class Callable {
  readonly call: (args: readonly Value[], keywords: Keywords, autoescape: boolean) => Value;

  constructor(call: Callable['call']) {
    this.call = call;
  }
}

/** An object with attributes: `loop`, a namespace, an imported template. It can also be called if it has `call`. */
export class Thing {
  readonly kind: string;
  readonly attribute: (name: string) => Value | undefined;
  readonly call: Callable['call'] | undefined;

  constructor(kind: string, attribute: Thing['attribute'], call?: Callable['call']) {
    this.kind = kind;
    this.attribute = attribute;
    this.call = call;
  }
}

/** A namespace, the only object whose attributes a template can set. */
export class Namespace extends Thing {
  readonly values: Map<string, Value>;

  constructor(values: Map<string, Value>) {
    super('namespace', (name) => values.get(name));
    this.values = values;
  }
}

/** A value of JSON as Python reads it from JSON: whole numbers are ints. */
export function fromJson(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TemplateFault(`${value} is not JSON`);
    // JSON writes what is larger with an exponent, which Python reads as a float.
    return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value) : value;
  }
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== 'object') throw new TemplateFault(`A ${typeof value} is not JSON`);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return new Dict(entries.map(([key, member]): [string, Value] => [key, fromJson(member)]));
}
