// What a template says, as a tree.

/** An argument list: `a, b, *c, name=d, **e`. */
export interface Arguments {
  readonly args: readonly Expression[];
  readonly keywords: readonly (readonly [name: string, value: Expression])[];
  readonly more: Expression | undefined;
  readonly moreKeywords: Expression | undefined;
}

/** Operators of arithmetic. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';
/** Operators that compare two values. */
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

/** What has a value. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: null | boolean | bigint | number | string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list' | 'tuple' | 'concat'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not' | 'negative' | 'positive'; readonly operand: Expression }
  | {
      readonly kind: 'compare';
      readonly first: Expression;
      readonly rest: readonly (readonly [CompareOperator, Expression])[];
    }
  | {
      readonly kind: 'if';
      readonly test: Expression;
      readonly value: Expression;
      readonly otherwise: Expression | undefined;
    }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'item'; readonly object: Expression; readonly index: Expression }
  | {
      readonly kind: 'slice';
      readonly object: Expression;
      readonly start: Expression | undefined;
      readonly stop: Expression | undefined;
      readonly step: Expression | undefined;
    }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: Arguments }
  | FilterNode
  | { readonly kind: 'test'; readonly name: string; readonly operand: Expression; readonly args: Arguments };

/** A filter; without an operand, in a block, it gets the block's text. */
export interface FilterNode {
  readonly kind: 'filter';
  readonly name: string;
  readonly operand: Expression | undefined;
  readonly args: Arguments;
}

/** What an assignment fills. */
export type Target =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'tuple'; readonly items: readonly Target[] }
  | { readonly kind: 'namespace'; readonly name: string; readonly attribute: string };

/** A macro, or what a `call` block hands to one. */
export interface Macro {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly fallback: Expression | undefined }[];
  readonly body: readonly Statement[];
}

/** What stands between `{%` and `%}`, and the text around it. */
export type Statement =
  | { readonly kind: 'data'; readonly text: string }
  | { readonly kind: 'output'; readonly value: Expression }
  | {
      readonly kind: 'for';
      readonly target: Target;
      readonly items: Expression;
      readonly test: Expression | undefined;
      readonly recursive: boolean;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: 'set'; readonly target: Target; readonly value: Expression }
  | {
      readonly kind: 'set block';
      readonly target: Target;
      readonly filter: FilterNode | undefined;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'with';
      readonly variables: readonly (readonly [Target, Expression])[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'autoescape'; readonly enabled: Expression; readonly body: readonly Statement[] }
  | { readonly kind: 'filter block'; readonly filter: FilterNode; readonly body: readonly Statement[] }
  | { readonly kind: 'macro'; readonly macro: Macro }
  | { readonly kind: 'call block'; readonly call: Expression; readonly macro: Macro }
  | Block
  | { readonly kind: 'extends'; readonly parent: Expression }
  | {
      readonly kind: 'include';
      readonly template: Expression;
      readonly ignoreMissing: boolean;
      readonly withContext: boolean;
    }
  | { readonly kind: 'import'; readonly template: Expression; readonly as: string; readonly withContext: boolean }
  | {
      readonly kind: 'from';
      readonly template: Expression;
      readonly names: readonly (readonly [name: string, as: string])[];
      readonly withContext: boolean;
    };

/** A part that a template which extends this one may replace. */
export interface Block {
  readonly kind: 'block';
  readonly name: string;
  readonly scoped: boolean;
  readonly required: boolean;
  readonly body: readonly Statement[];
}

/** A template that was read. */
export interface ParsedTemplate {
  readonly body: readonly Statement[];
  /** By name. */
  readonly blocks: ReadonlyMap<string, Block>;
}
