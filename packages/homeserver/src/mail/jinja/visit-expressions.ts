import type { Arguments, Expression } from './nodes.ts';

/** Calls a function with an expression, and all that are in it. */
export function visitExpressions(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) if (child !== undefined) visitExpressions(child, visit);
}

function childrenOf(node: Expression): readonly (Expression | undefined)[] {
  switch (node.kind) {
    case 'constant':
    case 'name':
      return [];
    case 'list':
    case 'tuple':
    case 'concat':
      return node.items;
    case 'dict':
      return node.entries.flat();
    case 'binary':
    case 'and':
    case 'or':
      return [node.left, node.right];
    case 'not':
    case 'negative':
    case 'positive':
      return [node.operand];
    case 'compare':
      return [node.first, ...node.rest.map(([, operand]) => operand)];
    case 'if':
      return [node.test, node.value, node.otherwise];
    case 'attribute':
      return [node.object];
    case 'item':
      return [node.object, node.index];
    case 'slice':
      return [node.object, node.start, node.stop, node.step];
    case 'call':
      return [node.callee, ...argumentsOf(node.args)];
    default:
      return [node.operand, ...argumentsOf(node.args)];
  }
}

function argumentsOf({ args, keywords, more, moreKeywords }: Arguments): readonly (Expression | undefined)[] {
  return [...args, ...keywords.map(([, value]) => value), more, moreKeywords];
}
