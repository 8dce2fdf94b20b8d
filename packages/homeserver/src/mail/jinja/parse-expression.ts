import type { Arguments, BinaryOperator, CompareOperator, Expression, FilterNode } from './nodes.ts';
import type { TokenStream } from './token-stream.ts';
import { integerOf } from './tokens.ts';

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** Reads an expression. */
export function parseExpression(stream: TokenStream, withCondition = true): Expression {
  if (!withCondition) return parseOr(stream);
  let node = parseOr(stream);
  while (stream.skip('name', 'if')) {
    const test = parseOr(stream);
    const otherwise = stream.skip('name', 'else') ? parseExpression(stream) : undefined;
    node = { kind: 'if', test, value: node, otherwise };
  }
  return node;
}

/**
 * Reads one expression, or several with commas, which are a tuple.
 *
 * @param ends Names that end the list, beside the end of the statement.
 */
export function parseTuple(
  stream: TokenStream,
  { withCondition = true, ends = [], inBrackets = false }: TupleOptions = {},
): Expression {
  const items: Expression[] = [];
  let isTuple = false;
  for (;;) {
    if (items.length > 0) {
      if (!stream.skip('operator', ',')) break;
      isTuple = true;
    }
    if (
      stream.current.type === 'end' ||
      stream.current.type === 'close' ||
      stream.isOperator(')') ||
      stream.isName(...ends)
    )
      break;
    items.push(parseExpression(stream, withCondition));
  }
  const [first] = items;
  if (!isTuple && first !== undefined) return first;
  if (items.length === 0 && !inBrackets) throw stream.fault('Expected an expression');
  return { kind: 'tuple', items };
}

/** Options of {@linkcode parseTuple}. */
export interface TupleOptions {
  readonly withCondition?: boolean;
  readonly ends?: readonly string[];
  readonly inBrackets?: boolean;
}

function parseOr(stream: TokenStream): Expression {
  let left = parseAnd(stream);
  while (stream.skip('name', 'or')) left = { kind: 'or', left, right: parseAnd(stream) };
  return left;
}

function parseAnd(stream: TokenStream): Expression {
  let left = parseNot(stream);
  while (stream.skip('name', 'and')) left = { kind: 'and', left, right: parseNot(stream) };
  return left;
}

function parseNot(stream: TokenStream): Expression {
  return stream.skip('name', 'not') ? { kind: 'not', operand: parseNot(stream) } : parseCompare(stream);
}

function parseCompare(stream: TokenStream): Expression {
  const first = parseSum(stream);
  const rest: (readonly [CompareOperator, Expression])[] = [];
  for (;;) {
    const { current, next } = stream;
    if (current.type === 'operator' && COMPARISONS.has(current.text)) {
      rest.push([stream.take().text as CompareOperator, parseSum(stream)]);
    } else if (stream.skip('name', 'in')) {
      rest.push(['in', parseSum(stream)]);
    } else if (stream.isName('not') && next.type === 'name' && next.text === 'in') {
      stream.take();
      stream.take();
      rest.push(['not in', parseSum(stream)]);
    } else {
      return rest.length === 0 ? first : { kind: 'compare', first, rest };
    }
  }
}

function parseBinary(
  stream: TokenStream,
  operators: readonly BinaryOperator[],
  parse: (stream: TokenStream) => Expression,
): Expression {
  let left = parse(stream);
  while (stream.isOperator(...operators)) {
    const operator = stream.take().text as BinaryOperator;
    left = { kind: 'binary', operator, left, right: parse(stream) };
  }
  return left;
}

function parseSum(stream: TokenStream): Expression {
  return parseBinary(stream, ['+', '-'], parseConcat);
}

function parseConcat(stream: TokenStream): Expression {
  const items = [parseProduct(stream)];
  while (stream.skip('operator', '~')) items.push(parseProduct(stream));
  const [first] = items;
  return items.length === 1 && first !== undefined ? first : { kind: 'concat', items };
}

function parseProduct(stream: TokenStream): Expression {
  return parseBinary(stream, ['*', '/', '//', '%'], parsePower);
}

function parsePower(stream: TokenStream): Expression {
  return parseBinary(stream, ['**'], (inner) => parseUnary(inner));
}

function parseUnary(stream: TokenStream, withFilter = true): Expression {
  let node: Expression;
  if (stream.skip('operator', '-')) node = { kind: 'negative', operand: parseUnary(stream, false) };
  else if (stream.skip('operator', '+')) node = { kind: 'positive', operand: parseUnary(stream, false) };
  else node = parsePrimary(stream);
  node = parsePostfix(stream, node);
  return withFilter ? parseFiltersAndTests(stream, node) : node;
}

function parsePrimary(stream: TokenStream): Expression {
  const token = stream.take();
  switch (token.type) {
    case 'name': {
      const constant = CONSTANTS.get(token.text);
      return constant === undefined ? { kind: 'name', name: token.text } : { kind: 'constant', value: constant };
    }
    case 'string': {
      let { text } = token;
      while (stream.current.type === 'string') text += stream.take().text;
      return { kind: 'constant', value: text };
    }
    case 'integer':
      return { kind: 'constant', value: integerOf(token.text) };
    case 'float':
      return { kind: 'constant', value: Number(token.text.replaceAll('_', '')) };
    case 'operator':
      return parseBrackets(stream, token.text);
    default:
      throw stream.fault(`unexpected ${token.text === '' ? 'end' : `'${token.text}'`}`);
  }
}

function parseBrackets(stream: TokenStream, open: string): Expression {
  switch (open) {
    case '(': {
      const node = parseTuple(stream, { inBrackets: true });
      stream.expect('operator', ')');
      return node;
    }
    case '[':
      return { kind: 'list', items: parseItems(stream, ']', (inner) => parseExpression(inner)) };
    case '{':
      return { kind: 'dict', entries: parseItems(stream, '}', parseEntry) };
    default:
      throw stream.fault(`unexpected '${open}'`);
  }
}

function parseItems<Item>(stream: TokenStream, end: string, parse: (stream: TokenStream) => Item): readonly Item[] {
  const items: Item[] = [];
  while (!stream.skip('operator', end)) {
    if (items.length > 0) stream.expect('operator', ',');
    if (stream.skip('operator', end)) break;
    items.push(parse(stream));
  }
  return items;
}

function parseEntry(stream: TokenStream): readonly [Expression, Expression] {
  const key = parseExpression(stream);
  stream.expect('operator', ':');
  return [key, parseExpression(stream)];
}

function parsePostfix(stream: TokenStream, start: Expression): Expression {
  let node = start;
  for (;;) {
    if (stream.skip('operator', '.')) node = parseMember(stream, node);
    else if (stream.skip('operator', '[')) node = parseSubscript(stream, node);
    else if (stream.isOperator('(')) node = { kind: 'call', callee: node, args: parseArguments(stream) };
    else return node;
  }
}

function parseMember(stream: TokenStream, object: Expression): Expression {
  const token = stream.take();
  if (token.type === 'name') return { kind: 'attribute', object, name: token.text };
  if (token.type !== 'integer') throw stream.fault('expected name or number');
  return { kind: 'item', object, index: { kind: 'constant', value: integerOf(token.text) } };
}

function parseSubscript(stream: TokenStream, object: Expression): Expression {
  const isEnd = (): boolean => stream.isOperator(':', ']', ',');
  const start = isEnd() ? undefined : parseExpression(stream);
  if (stream.isOperator(',')) throw stream.fault('Several subscripts are not supported');
  if (!stream.skip('operator', ':')) {
    stream.expect('operator', ']');
    if (start === undefined) throw stream.fault('expected subscript expression');
    return { kind: 'item', object, index: start };
  }
  const stop = isEnd() ? undefined : parseExpression(stream);
  const step = stream.skip('operator', ':') && !isEnd() ? parseExpression(stream) : undefined;
  stream.expect('operator', ']');
  return { kind: 'slice', object, start, stop, step };
}

const NO_ARGUMENTS: Arguments = { args: [], keywords: [], more: undefined, moreKeywords: undefined };

/** Reads the arguments of a call, with their brackets. */
export function parseArguments(stream: TokenStream): Arguments {
  const args: Expression[] = [];
  const keywords: (readonly [string, Expression])[] = [];
  let more: Expression | undefined;
  let moreKeywords: Expression | undefined;
  const invalid = (isInvalid: boolean): void => {
    if (isInvalid) throw stream.fault('invalid syntax for function call expression');
  };
  stream.expect('operator', '(');
  parseItems(stream, ')', () => {
    if (stream.skip('operator', '*')) {
      invalid(more !== undefined || moreKeywords !== undefined);
      more = parseExpression(stream);
    } else if (stream.skip('operator', '**')) {
      invalid(moreKeywords !== undefined);
      moreKeywords = parseExpression(stream);
    } else if (stream.current.type === 'name' && stream.next.type === 'operator' && stream.next.text === '=') {
      invalid(moreKeywords !== undefined);
      const name = stream.take().text;
      stream.take();
      keywords.push([name, parseExpression(stream)]);
    } else {
      invalid(more !== undefined || moreKeywords !== undefined || keywords.length > 0);
      args.push(parseExpression(stream));
    }
  });
  return { args, keywords, more, moreKeywords };
}

function parseFiltersAndTests(stream: TokenStream, start: Expression): Expression {
  let node = start;
  for (;;) {
    if (stream.isOperator('|')) node = parseFilters(stream, node);
    else if (stream.skip('name', 'is')) node = parseTest(stream, node);
    else if (stream.isOperator('(')) node = { kind: 'call', callee: node, args: parseArguments(stream) };
    else return node;
  }
}

/** Reads filters: `|upper|replace("a", "b")`. */
export function parseFilters(stream: TokenStream, operand: Expression): Expression {
  let node = operand;
  while (stream.skip('operator', '|')) node = parseFilter(stream, node);
  return node;
}

/** Reads one filter without its `|`. */
export function parseFilter(stream: TokenStream, operand: Expression | undefined): FilterNode {
  const name = stream.takeDottedName();
  const args = stream.isOperator('(') ? parseArguments(stream) : NO_ARGUMENTS;
  return { kind: 'filter', name, operand, args };
}

function parseTest(stream: TokenStream, operand: Expression): Expression {
  const negated = stream.skip('name', 'not');
  const name = stream.takeDottedName();
  let args = NO_ARGUMENTS;
  if (stream.isOperator('(')) {
    args = parseArguments(stream);
  } else if (
    (['name', 'string', 'integer', 'float'].includes(stream.current.type) || stream.isOperator('[', '{')) &&
    !stream.isName('else', 'or', 'and')
  ) {
    if (stream.isName('is')) throw stream.fault('You cannot chain multiple tests with is');
    args = { ...NO_ARGUMENTS, args: [parsePostfix(stream, parsePrimary(stream))] };
  }
  const test: Expression = { kind: 'test', name, operand, args };
  return negated ? { kind: 'not', operand: test } : test;
}
