import type { Expression, Statement } from './nodes.ts';
import { visitExpressions } from './visit-expressions.ts';

/** Whether statements speak of a name, which tells a macro what it may be called with. */
export function usesName(statements: readonly Statement[], name: string): boolean {
  return statements.some((statement) => {
    const inExpression = expressionsOf(statement).some((expression) => speaksOf(expression, name));
    return inExpression || bodiesOf(statement).some((body) => usesName(body, name));
  });
}

function speaksOf(expression: Expression, name: string): boolean {
  let speaks = false;
  visitExpressions(expression, (node) => {
    if (node.kind === 'name' && node.name === name) speaks = true;
  });
  return speaks;
}

/** The expressions of a statement, without those of the statements in it. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'output':
    case 'set':
      return [statement.value];
    case 'for':
      return statement.test === undefined ? [statement.items] : [statement.items, statement.test];
    case 'if':
      return statement.branches.map(({ test }) => test);
    case 'with':
      return statement.variables.map(([, value]) => value);
    case 'autoescape':
      return [statement.enabled];
    case 'filter block':
      return [statement.filter];
    case 'set block':
      return statement.filter === undefined ? [] : [statement.filter];
    case 'macro':
    case 'call block': {
      const fallbacks = statement.macro.parameters.flatMap(({ fallback }) => fallback ?? []);
      return statement.kind === 'macro' ? fallbacks : [statement.call, ...fallbacks];
    }
    case 'extends':
      return [statement.parent];
    case 'include':
    case 'import':
    case 'from':
      return [statement.template];
    default:
      return [];
  }
}

/** The lists of statements in a statement. */
export function bodiesOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'for':
      return [statement.body, statement.otherwise];
    case 'if':
      return [...statement.branches.map(({ body }) => body), statement.otherwise];
    case 'set block':
    case 'with':
    case 'autoescape':
    case 'filter block':
    case 'block':
      return [statement.body];
    case 'macro':
    case 'call block':
      return [statement.macro.body];
    default:
      return [];
  }
}
