import { TemplateFault } from './fault.ts';
import { methodOf } from './methods.ts';
import { describe, iterate } from './operators.ts';
import { repr, str } from './python-text.ts';
import { Dict, Markup, Range, Thing, Tuple, Undefined, type Value } from './values.ts';

/** `object.name`: an attribute, else the item with that key. @throws {TemplateFault} If there is no object. */
export function getAttribute(object: Value, name: string): Value {
  const attribute = attributeOf(object, name);
  if (attribute !== undefined) return attribute;
  const item = itemOf(object, name);
  return item === undefined ? missing(object, name) : item;
}

/** `object[key]`: an item, else the attribute of that name. @throws {TemplateFault} If there is no object. */
export function getItem(object: Value, key: Value): Value {
  const name = typeof key === 'string' || key instanceof Markup ? str(key) : undefined;
  const item = itemOf(object, key);
  if (item !== undefined) return item;
  const attribute = name === undefined ? undefined : attributeOf(object, name);
  return attribute === undefined ? missing(object, key) : attribute;
}

function attributeOf(object: Value, name: string): Value | undefined {
  if (object instanceof Undefined) throw object.fault();
  if (object instanceof Thing) return object.attribute(name);
  if (object instanceof Tuple && object.names.includes(name)) return object.items[object.names.indexOf(name)];
  return methodOf(object, name);
}

function itemOf(object: Value, key: Value): Value | undefined {
  if (object instanceof Undefined) throw object.fault();
  if (object instanceof Dict) return object.get(key);
  const index = typeof key === 'boolean' ? BigInt(key) : key;
  if (typeof index !== 'bigint') return undefined;
  const item = itemsOf(object)?.at(Number(index));
  // Of markup an item is markup, though going through it gives texts.
  return object instanceof Markup && typeof item === 'string' ? new Markup(item) : item;
}

function itemsOf(object: Value): readonly Value[] | undefined {
  const isSequence =
    typeof object === 'string' ||
    object instanceof Markup ||
    Array.isArray(object) ||
    object instanceof Tuple ||
    object instanceof Range;
  return isSequence ? [...iterate(object)] : undefined;
}

function missing(object: Value, key: Value): Undefined {
  const what = typeof object === 'string' ? 'str object' : Array.isArray(object) ? 'list object' : 'object';
  return new Undefined(
    `${what} has no element ${typeof key === 'object' && !(key instanceof Markup) ? '' : repr(key)}`,
  );
}

/** `object[start:stop:step]`, each an int or null. */
export function slice(object: Value, start: Value, stop: Value, step: Value): Value {
  if (object instanceof Undefined) throw object.fault();
  const items = itemsOf(object);
  if (items === undefined) throw new TemplateFault(`${describe(object)} has no slices`);
  const picked = pick(items, bound(start), bound(stop), bound(step) ?? 1);
  if (typeof object === 'string') return picked.map(str).join('');
  if (object instanceof Markup) return new Markup(picked.map(str).join(''));
  if (object instanceof Range) throw new TemplateFault('A slice of a range is not supported; make it a list');
  return object instanceof Tuple ? new Tuple(picked) : picked;
}

function bound(value: Value): number | undefined {
  if (value === null) return undefined;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'bigint') throw new TemplateFault('slice indices must be integers or None');
  return Number(value);
}

function pick(items: readonly Value[], start: number | undefined, stop: number | undefined, step: number): Value[] {
  if (step === 0) throw new TemplateFault('slice step cannot be zero');
  const { length } = items;
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (value: number): number => Math.min(Math.max(value < 0 ? value + length : value, low), high);
  const from = start === undefined ? (step > 0 ? low : high) : clamp(start);
  const to = stop === undefined ? (step > 0 ? high : low) : clamp(stop);
  const picked: Value[] = [];
  for (let index = from; step > 0 ? index < to : index > to; index += step) picked.push(items[index] ?? null);
  return picked;
}
