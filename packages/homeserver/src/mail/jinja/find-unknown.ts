import type { Expression } from './nodes.ts';
import { TESTS } from './tests.ts';
import { visitExpressions } from './visit-expressions.ts';

/** The filters that are known, by name. */
export type Filters = ReadonlyMap<string, unknown>;

/** What is wrong with an expression whose filters and tests are not all known; undefined if they are. */
export function findUnknown(expression: Expression, filters: Filters): string | undefined {
  let fault: string | undefined;
  visitExpressions(expression, (node) => {
    if (node.kind === 'filter' && !filters.has(node.name)) {
      fault ??= `No filter named '${node.name}'${whetherJinjas(JINJA_FILTERS, node.name)}`;
    }
    if (node.kind === 'test' && !TESTS.has(node.name)) {
      fault ??= `No test named '${node.name}'${whetherJinjas(JINJA_TESTS, node.name)}`;
    }
  });
  return fault;
}

const JINJA_FILTERS: readonly string[] = ['attr', 'pprint', 'random', 'urlize', 'wordwrap'];
const JINJA_TESTS: readonly string[] = ['callable', 'filter', 'test'];

function whetherJinjas(names: readonly string[], name: string): string {
  return names.includes(name) ? '; Jinja has it, this homeserver does not' : '';
}
