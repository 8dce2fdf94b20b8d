import { TemplateFault } from './fault.ts';
import { arithmetic, compare, contains, describe, equals, iterate } from './operators.ts';
import { str } from './python-text.ts';
import * as texts from './texts.ts';
import { Dict, DictView, Lazy, Markup, Range, Tuple, Undefined, type Value } from './values.ts';

/** A test: `value is name(args)`. */
export type Test = (value: Value, args: readonly Value[]) => boolean;

/** A test with one argument. */
function binary(test: (value: Value, other: Value) => boolean): Test {
  return (value, args) => {
    const [other, ...more] = args;
    if (other === undefined || more.length > 0) throw new TemplateFault('The test wants one argument');
    return test(value, other);
  };
}

function unary(test: (value: Value) => boolean): Test {
  return (value, args) => {
    if (args.length > 0) throw new TemplateFault('The test wants no argument');
    return test(value);
  };
}

const equal = binary(equals);
const unequal = binary((value, other) => !equals(value, other));
const less = binary((value, other) => compare(value, other) < 0);
const greater = binary((value, other) => compare(value, other) > 0);
const atMost = binary((value, other) => compare(value, other) <= 0);
const atLeast = binary((value, other) => compare(value, other) >= 0);
const isText = (value: Value): boolean => typeof value === 'string' || value instanceof Markup;
const isSequence = (value: Value): boolean =>
  isText(value) || Array.isArray(value) || [Tuple, Dict, Range, Undefined].some((kind) => value instanceof kind);

/** The tests by name. */
export const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['boolean', unary((value) => typeof value === 'boolean')],
  ['defined', unary((value) => !(value instanceof Undefined))],
  ['divisibleby', binary((value, other) => equals(arithmetic('%', value, other), 0n))],
  ['escaped', unary((value) => value instanceof Markup)],
  ['even', unary((value) => equals(arithmetic('%', value, 2n), 0n))],
  ['false', unary((value) => value === false)],
  ['float', unary((value) => typeof value === 'number')],
  ['in', binary((value, other) => contains(other, value))],
  ['integer', unary((value) => typeof value === 'bigint')],
  ['iterable', unary(isIterable)],
  ['lower', unary((value) => texts.isLower(str(value)))],
  ['mapping', unary((value) => value instanceof Dict)],
  ['none', unary((value) => value === null)],
  ['number', unary((value) => ['boolean', 'bigint', 'number'].includes(typeof value))],
  ['odd', unary((value) => equals(arithmetic('%', value, 2n), 1n))],
  ['sameas', binary(isSame)],
  ['sequence', unary(isSequence)],
  ['string', unary(isText)],
  ['true', unary((value) => value === true)],
  ['undefined', unary((value) => value instanceof Undefined)],
  ['upper', unary((value) => texts.isUpper(str(value)))],
  ...(['==', 'eq', 'equalto'] as const).map((name) => [name, equal] as const),
  ...(['!=', 'ne'] as const).map((name) => [name, unequal] as const),
  ...(['<', 'lt', 'lessthan'] as const).map((name) => [name, less] as const),
  ...(['>', 'gt', 'greaterthan'] as const).map((name) => [name, greater] as const),
  ...(['<=', 'le'] as const).map((name) => [name, atMost] as const),
  ...(['>=', 'ge'] as const).map((name) => [name, atLeast] as const),
]);

function isIterable(value: Value): boolean {
  if (value instanceof Lazy || value instanceof DictView) return true;
  return isSequence(value) && iterate(value) !== undefined;
}

/** Python may keep equal numbers and texts in one place or in two. */
function isSame(value: Value, other: Value): boolean {
  const isObject = (one: Value): boolean => typeof one === 'object' || typeof one === 'boolean';
  if (isObject(value) || isObject(other)) return value === other;
  throw new TemplateFault(`sameas cannot tell ${describe(value)} from ${describe(other)}`);
}
