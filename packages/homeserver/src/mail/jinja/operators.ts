import { TemplateFault } from './fault.ts';
import { formatPercent } from './format-percent.ts';
import { characters, escape, escapeText, str } from './python-text.ts';
import { Dict, DictView, Lazy, Markup, Namespace, Range, Thing, Tuple, Undefined, type Value } from './values.ts';

type Arithmetic = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** The items of what a `for` can go through. @throws {TemplateFault} If the value is not iterable. */
export function iterate(value: Value): Iterable<Value> {
  if (typeof value === 'string') return characters(value);
  if (value instanceof Markup) return characters(value.text);
  if (Array.isArray(value)) return value;
  if (value instanceof Tuple) return value.items;
  if (value instanceof Dict) return value.keys();
  if (value instanceof DictView) return value.items();
  if (value instanceof Range) return value.list();
  if (value instanceof Undefined) return [];
  if (value instanceof Lazy) {
    const { iterator } = value;
    return { [Symbol.iterator]: () => ({ next: () => iterator.next() }) };
  }
  throw new TemplateFault(`${describe(value)} is not iterable`);
}

/** Python's `len()`. */
export function length(value: Value): number {
  if (typeof value === 'string') return characters(value).length;
  if (value instanceof Markup) return characters(value.text).length;
  if (value instanceof Dict) return value.size;
  if (Array.isArray(value) || value instanceof Tuple || value instanceof DictView || value instanceof Range) {
    return [...iterate(value)].length;
  }
  if (value instanceof Undefined) return 0;
  throw new TemplateFault(`${describe(value)} has no length`);
}

/** Whether a value counts as true. */
export function truthy(value: Value): boolean {
  if (value instanceof Lazy || value instanceof Thing) return true;
  if (value === null || typeof value === 'boolean') return value === true;
  if (typeof value === 'bigint') return value !== 0n;
  if (typeof value === 'number') return value !== 0;
  return typeof value === 'object' && !('call' in value)
    ? length(value) > 0
    : typeof value !== 'string' || value !== '';
}

/** `left + right` and the like. */
export function arithmetic(operator: Arithmetic, left: Value, right: Value): Value {
  for (const operand of [left, right]) if (operand instanceof Undefined) throw operand.fault();
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one !== undefined && other !== undefined) return calculate(operator, one, other);
  if (operator === '%' && (typeof left === 'string' || left instanceof Markup)) return formatPercent(left, right);
  if (operator === '+') return plus(left, right);
  if (operator === '*') {
    if (typeof one === 'bigint') return repeat(right, one);
    if (typeof other === 'bigint') return repeat(left, other);
  }
  throw new TemplateFault(`${describe(left)} ${operator} ${describe(right)} is not possible`);
}

function plus(left: Value, right: Value): Value {
  const isText = (value: Value): value is string | Markup => typeof value === 'string' || value instanceof Markup;
  if (isText(left) && isText(right)) {
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    return new Markup(escape(left).text + escape(right).text);
  }
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  if (left instanceof Tuple && right instanceof Tuple) return new Tuple([...left.items, ...right.items]);
  throw new TemplateFault(`${describe(left)} + ${describe(right)} is not possible`);
}

function repeat(value: Value, times: bigint): Value {
  const count = times < 0n ? 0 : Number(times);
  if (count > 1_000_000) throw new TemplateFault('A repetition of more than a million');
  const items = (list: readonly Value[]): Value[] => Array.from({ length: count }, () => list).flat();
  if (typeof value === 'string') return value.repeat(count);
  if (value instanceof Markup) return new Markup(value.text.repeat(count));
  if (Array.isArray(value)) return items(value);
  if (value instanceof Tuple) return new Tuple(items(value.items));
  throw new TemplateFault(`${describe(value)} * ${times} is not possible`);
}

/** A number, or a truth value, which Python counts as one. */
export function numberOf(value: Value): bigint | number | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined;
}

function calculate(operator: Arithmetic, left: bigint | number, right: bigint | number): Value {
  if ((operator === '/' || operator === '//' || operator === '%') && Number(right) === 0) {
    throw new TemplateFault('division by zero');
  }
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    switch (operator) {
      case '+':
        return left + right;
      case '-':
        return left - right;
      case '*':
        return left * right;
      case '/':
        return Number(left) / Number(right);
      case '//':
        return (left - modulo(left, right)) / right;
      case '%':
        return modulo(left, right);
      default:
        if (right > 10_000n) throw new TemplateFault('An exponent of more than ten thousand');
        if (right < 0n && left === 0n) throw new TemplateFault('0.0 cannot be raised to a negative power');
        return right < 0n ? Number(left) ** Number(right) : left ** right;
    }
  }
  const [one, other] = [Number(left), Number(right)];
  switch (operator) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return one / other;
    case '//':
      return Math.floor(one / other);
    case '%':
      return one - other * Math.floor(one / other);
    default:
      if (one < 0 && !Number.isInteger(other)) throw new TemplateFault('A complex number is not supported');
      if (one === 0 && other < 0) throw new TemplateFault('0.0 cannot be raised to a negative power');
      return one ** other;
  }
}

function modulo(left: bigint, right: bigint): bigint {
  const rest = left % right;
  return rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest;
}

/** `left ~ right ~ …`: with autoescape, markup if any of them is. */
export function concatenate(values: readonly Value[], autoescape: boolean): Value {
  if (!autoescape || !values.some((value) => value instanceof Markup)) return values.map(str).join('');
  return new Markup(values.map((value) => (value instanceof Markup ? value.text : escapeText(str(value)))).join(''));
}

/** Python's `==`. */
export function equals(left: Value, right: Value): boolean {
  const [one, other] = [numberOf(left), numberOf(right)];
  // JavaScript compares a bigint with a number by what they are worth, as Python does.
  // oxlint-disable-next-line eqeqeq -- an integer equals a float, as in Python
  if (one !== undefined || other !== undefined) return one !== undefined && other !== undefined && one == other;
  if (left instanceof Undefined || right instanceof Undefined)
    return left instanceof Undefined && right instanceof Undefined;
  if (typeof left === 'string' || left instanceof Markup) {
    return (typeof right === 'string' || right instanceof Markup) && str(left) === str(right);
  }
  if (Array.isArray(left)) return Array.isArray(right) && sameItems(left, right);
  if (left instanceof Tuple) return right instanceof Tuple && sameItems(left.items, right.items);
  if (left instanceof Range) return right instanceof Range && sameItems(left.list(), right.list());
  if (left instanceof Dict) {
    return (
      right instanceof Dict &&
      left.size === right.size &&
      left.entries().every(([key, value]) => right.has(key) && equals(value, right.get(key) ?? null))
    );
  }
  return left === right;
}

function sameItems(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((item, index) => equals(item, right[index] ?? null));
}

/** Less than zero, zero or more, as one comes before, beside or behind the other. @throws {TemplateFault} If they have no order. */
export function compare(left: Value, right: Value): number {
  for (const operand of [left, right]) if (operand instanceof Undefined) throw operand.fault();
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one !== undefined && other !== undefined)
    return one < other ? -1 : one > other ? 1 : one === other ? 0 : Number(one) - Number(other);
  const isText = (value: Value): value is string | Markup => typeof value === 'string' || value instanceof Markup;
  if (isText(left) && isText(right)) return compareItems(codesOf(left), codesOf(right));
  if (Array.isArray(left) && Array.isArray(right)) return compareItems(left, right);
  if (left instanceof Tuple && right instanceof Tuple) return compareItems(left.items, right.items);
  throw new TemplateFault(`${describe(left)} and ${describe(right)} have no order`);
}

function codesOf(text: string | Markup): bigint[] {
  return characters(str(text)).map((character) => BigInt(character.codePointAt(0) ?? 0));
}

function compareItems(left: readonly Value[], right: readonly Value[]): number {
  for (const [index, item] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (!equals(item, other)) return compare(item, other);
  }
  return left.length - right.length;
}

/** Python's `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === 'string' || container instanceof Markup) {
    if (typeof item !== 'string' && !(item instanceof Markup)) {
      throw new TemplateFault(`${describe(item)} cannot be in a text`);
    }
    return str(container).includes(str(item));
  }
  if (container instanceof Dict) return container.has(item);
  return [...iterate(container)].some((other) => equals(item, other));
}

/** What a value is, for messages. */
export function describe(value: Value): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return 'a truth value';
  if (typeof value === 'bigint' || typeof value === 'number') return 'a number';
  if (typeof value === 'string' || value instanceof Markup) return 'a text';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Tuple) return 'a tuple';
  if (value instanceof Dict) return 'a dictionary';
  if (value instanceof Undefined) return 'something undefined';
  return value instanceof Namespace || value instanceof Thing ? `a ${value.kind}` : 'a function or generator';
}
