import { getAttribute, getItem, slice } from './access.ts';
import { TemplateFault } from './fault.ts';
import type { Filter, FilterContext } from './filters/filter.ts';
import type { Arguments, CompareOperator, Expression, FilterNode } from './nodes.ts';
import { arithmetic, compare, concatenate, contains, describe, equals, iterate, truthy } from './operators.ts';
import { str } from './python-text.ts';
import type { Scope } from './scope.ts';
import { TESTS } from './tests.ts';
import { visitExpressions } from './visit-expressions.ts';
import { Callable, Dict, Lazy, Thing, Tuple, Undefined, type Keywords, type Value } from './values.ts';

/** In what an expression is evaluated. */
export interface Frame {
  readonly scope: Scope;
  readonly autoescape: boolean;
  readonly filters: ReadonlyMap<string, Filter>;
}

/** The value of an expression. @throws {TemplateFault} If Python would refuse it. */
export function evaluate(node: Expression, frame: Frame): Value {
  const value = (inner: Expression): Value => evaluate(inner, frame);
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'name': {
      const found = frame.scope.get(node.name);
      return found === undefined ? new Undefined(`'${node.name}' is undefined`) : found;
    }
    case 'list':
      return node.items.map(value);
    case 'tuple':
      return new Tuple(node.items.map(value));
    case 'concat': {
      const values = node.items.map(value);
      return concatenate(values, frame.autoescape && !(node.items.every(isConstant) && values.every(isPlain)));
    }
    case 'dict':
      return new Dict(node.entries.map(([key, item]) => [value(key), value(item)]));
    case 'binary':
      return arithmetic(node.operator, value(node.left), value(node.right));
    case 'and': {
      const left = value(node.left);
      return truthy(left) ? value(node.right) : left;
    }
    case 'or': {
      const left = value(node.left);
      return truthy(left) ? left : value(node.right);
    }
    case 'not':
      return !truthy(value(node.operand));
    case 'negative':
      return arithmetic('*', number(value(node.operand)), -1n);
    case 'positive':
      return arithmetic('*', number(value(node.operand)), 1n);
    case 'compare':
      return compareAll(node.first, node.rest, value);
    case 'if':
      if (truthy(value(node.test))) return value(node.value);
      return node.otherwise === undefined
        ? new Undefined('the inline if-expression evaluated to false and no else section was defined.')
        : value(node.otherwise);
    case 'attribute':
      return getAttribute(value(node.object), node.name);
    case 'item':
      return getItem(value(node.object), value(node.index));
    case 'slice': {
      const [start, stop, step] = [node.start, node.stop, node.step].map((bound) =>
        bound === undefined ? null : value(bound),
      );
      return slice(value(node.object), start ?? null, stop ?? null, step ?? null);
    }
    case 'call': {
      const callee = value(node.callee);
      return call(callee, ...argumentsOf(node.args, frame), frame.autoescape);
    }
    case 'filter':
      if (node.operand === undefined) throw new TemplateFault('A filter has nothing to filter');
      return applyFilter(node, value(node.operand), frame);
    default:
      return runTest(node.name, value(node.operand), ...argumentsOf(node.args, frame));
  }
}

/** Jinja joins constants when it compiles a template, and forgets then which of them were markup. */
function isConstant(node: Expression): boolean {
  let constant = true;
  visitExpressions(node, (inner) => {
    const needsContext = inner.kind === 'filter' && /^(?:map|select|selectattr|reject|rejectattr)$/.test(inner.name);
    if (inner.kind === 'name' || inner.kind === 'call' || needsContext) constant = false;
  });
  return constant;
}

function isPlain(value: Value): boolean {
  return !(value instanceof Undefined || value instanceof Lazy || value instanceof Thing || value instanceof Callable);
}

function number(value: Value): Value {
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Undefined) throw value.fault();
  throw new TemplateFault(`${describe(value)} has no sign`);
}

function compareAll(
  first: Expression,
  rest: readonly (readonly [CompareOperator, Expression])[],
  value: (node: Expression) => Value,
): boolean {
  let left = value(first);
  for (const [operator, operand] of rest) {
    const right = value(operand);
    if (!holds(operator, left, right)) return false;
    left = right;
  }
  return true;
}

function holds(operator: CompareOperator, left: Value, right: Value): boolean {
  switch (operator) {
    case '==':
      return equals(left, right);
    case '!=':
      return !equals(left, right);
    case 'in':
      return contains(right, left);
    case 'not in':
      return !contains(right, left);
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    default:
      return compare(left, right) >= 0;
  }
}

/** Calls a function, macro or method. */
export function call(callee: Value, args: readonly Value[], keywords: Keywords, autoescape: boolean): Value {
  if (callee instanceof Undefined) throw callee.fault();
  if (callee instanceof Callable || (callee instanceof Thing && callee.call !== undefined)) {
    return callee.call?.(args, keywords, autoescape) ?? null;
  }
  throw new TemplateFault(`${describe(callee)} cannot be called`);
}

/** The arguments of a call: those in order, and those by name. */
export function argumentsOf(
  { args, keywords, more, moreKeywords }: Arguments,
  frame: Frame,
): [Value[], Map<string, Value>] {
  const list = args.map((arg) => evaluate(arg, frame));
  const named = new Map(keywords.map(([name, arg]): [string, Value] => [name, evaluate(arg, frame)]));
  if (more !== undefined) list.push(...iterate(evaluate(more, frame)));
  const others = moreKeywords === undefined ? undefined : evaluate(moreKeywords, frame);
  if (others !== undefined && !(others instanceof Dict))
    throw new TemplateFault('What stands behind ** is not a dictionary');
  for (const [key, value] of others?.entries() ?? []) {
    if (named.has(str(key))) throw new TemplateFault(`got multiple values for keyword argument '${str(key)}'`);
    named.set(str(key), value);
  }
  return [list, named];
}

/** Filters a value. */
export function applyFilter(node: FilterNode, value: Value, frame: Frame): Value {
  return runFilter(node.name, value, ...argumentsOf(node.args, frame), frame);
}

function runFilter(name: string, value: Value, args: readonly Value[], keywords: Keywords, frame: Frame): Value {
  const apply = frame.filters.get(name);
  if (apply === undefined) throw new TemplateFault(`No filter named '${name}'`);
  const context: FilterContext = {
    autoescape: frame.autoescape,
    filter: (other, operand, more, named) => runFilter(other, operand, more, named, frame),
    test: runTest,
  };
  return apply(value, args, keywords, context);
}

function runTest(name: string, value: Value, args: readonly Value[], keywords: Keywords): boolean {
  const test = TESTS.get(name);
  if (test === undefined) throw new TemplateFault(`No test named '${name}'`);
  if (keywords.size > 0) throw new TemplateFault(`The test '${name}' takes no arguments by name here`);
  return test(value, args);
}
