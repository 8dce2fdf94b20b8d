import { findUnknown, type Filters } from './find-unknown.ts';
import { namesOf } from './names-of.ts';
import type { Block, Expression, FilterNode, Macro, ParsedTemplate, Statement, Target } from './nodes.ts';
import { parseExpression, parseFilter, parseFilters, parseTuple } from './parse-expression.ts';
import { TokenStream } from './token-stream.ts';
import { tokenize } from './tokens.ts';

const RESERVED: ReadonlySet<string> = new Set('true True false False none None and or not if else in is'.split(' '));

/** Reads a template. @throws {TemplateFault} If it is malformed, or has filters, tests or statements that are not known. */
export function parseTemplate(source: string, filters: Filters): ParsedTemplate {
  return new Parser(source, filters).parse();
}

class Parser {
  readonly #stream: TokenStream;
  readonly #filters: Filters;
  readonly #blocks = new Map<string, Block>();
  /** How many statements with a scope of their own stand around the current one. */
  #depth = 0;
  /** How many statements stand around the current one whose text goes elsewhere than to the page. */
  #captures = 0;
  readonly #statements: Readonly<Record<string, () => Statement>>;

  constructor(source: string, filters: Filters) {
    this.#filters = filters;
    this.#stream = new TokenStream(tokenize(source));
    this.#statements = {
      for: () => this.#for(),
      if: () => this.#if(),
      set: () => this.#set(),
      with: () => this.#with(),
      autoescape: () => ({
        kind: 'autoescape',
        enabled: parseExpression(this.#stream),
        body: this.#body('endautoescape'),
      }),
      filter: () => this.#filterBlock(),
      macro: () => this.#macro(),
      call: () => this.#callBlock(),
      block: () => this.#block(),
      extends: () => ({ kind: 'extends', parent: this.#checked(parseExpression(this.#stream)) }),
      include: () => this.#include(),
      import: () => this.#import(),
      from: () => this.#from(),
    };
  }

  parse(): ParsedTemplate {
    const body = this.#until([]);
    return { body, blocks: this.#blocks };
  }

  /** Statements up to one of these words, which is left; none: up to the template's end. */
  #until(ends: readonly string[]): readonly Statement[] {
    const statements: Statement[] = [];
    for (;;) {
      const { type, text } = this.#stream.current;
      if (type === 'eof') {
        if (ends.length > 0) throw this.#stream.fault(`Unexpected end of template; wanted is {% ${ends.at(-1)} %}`);
        return statements;
      }
      if (type === 'data') {
        this.#stream.take();
        statements.push({ kind: 'data', text });
      } else if (type === 'open') {
        this.#stream.take();
        statements.push({ kind: 'output', value: this.#checked(parseTuple(this.#stream)) });
        this.#stream.expect('close');
      } else {
        const { next } = this.#stream;
        if (next.type === 'name' && ends.includes(next.text)) {
          this.#stream.take();
          return statements;
        }
        statements.push(this.#statement());
      }
    }
  }

  #statement(): Statement {
    this.#stream.expect('begin');
    const tag = this.#stream.expect('name').text;
    const parse = Object.hasOwn(this.#statements, tag) ? this.#statements[tag] : undefined;
    if (parse === undefined) throw this.#stream.fault(`Encountered unknown tag '${tag}'`);
    const isNested = tag !== 'if';
    if (tag === 'extends' && this.#depth > 0) throw this.#stream.fault('cannot use extend from a non top-level scope');
    const isCapture = ['filter', 'macro', 'call', 'set'].includes(tag);
    this.#depth += Number(isNested);
    this.#captures += Number(isCapture);
    const statement = parse();
    this.#depth -= Number(isNested);
    this.#captures -= Number(isCapture);
    this.#stream.expect('end');
    return statement;
  }

  /** The body of a statement, from the end of its first mark to the word in its last. */
  #body(end: string): readonly Statement[] {
    this.#stream.expect('end');
    const body = this.#until([end]);
    this.#stream.expect('name', end);
    return body;
  }

  #for(): Statement {
    const target = this.#target(['in']);
    if (namesOf(target).includes('loop')) throw this.#stream.fault("Can't assign to special loop variable in for-loop");
    this.#stream.expect('name', 'in');
    const items = this.#checked(parseTuple(this.#stream, { withCondition: false, ends: ['recursive'] }));
    const test = this.#stream.skip('name', 'if') ? this.#checked(parseExpression(this.#stream)) : undefined;
    const recursive = this.#stream.skip('name', 'recursive');
    this.#stream.expect('end');
    const body = this.#until(['else', 'endfor']);
    const otherwise = this.#stream.skip('name', 'else') ? this.#body('endfor') : [];
    if (this.#stream.isName('endfor')) this.#stream.take();
    return { kind: 'for', target, items, test, recursive, body, otherwise };
  }

  #if(): Statement {
    const branches: { readonly test: Expression; readonly body: readonly Statement[] }[] = [];
    for (;;) {
      const test = this.#checked(parseTuple(this.#stream, { withCondition: false }));
      this.#stream.expect('end');
      branches.push({ test, body: this.#until(['elif', 'else', 'endif']) });
      const word = this.#stream.take().text;
      if (word === 'elif') continue;
      return { kind: 'if', branches, otherwise: word === 'else' ? this.#body('endif') : [] };
    }
  }

  #set(): Statement {
    const target = this.#target([], true);
    if (this.#stream.skip('operator', '=')) {
      return { kind: 'set', target, value: this.#checked(parseTuple(this.#stream)) };
    }
    const filter = this.#stream.skip('operator', '|') ? this.#blockFilters() : undefined;
    return { kind: 'set block', target, filter, body: this.#body('endset') };
  }

  #with(): Statement {
    const variables: (readonly [Target, Expression])[] = [];
    while (this.#stream.current.type !== 'end') {
      if (variables.length > 0) this.#stream.expect('operator', ',');
      const target = this.#target(['='], false, false);
      this.#stream.expect('operator', '=');
      variables.push([target, this.#checked(parseExpression(this.#stream))]);
    }
    return { kind: 'with', variables, body: this.#body('endwith') };
  }

  #filterBlock(): Statement {
    return { kind: 'filter block', filter: this.#blockFilters(), body: this.#body('endfilter') };
  }

  /** Filters without an operand, the first without its `|`. */
  #blockFilters(): FilterNode {
    const filter = this.#checked(parseFilters(this.#stream, parseFilter(this.#stream, undefined)));
    if (filter.kind !== 'filter') throw this.#stream.fault('Expected a filter');
    return filter;
  }

  #macro(): Statement {
    const name = this.#stream.expect('name').text;
    return { kind: 'macro', macro: { name, parameters: this.#parameters(), body: this.#body('endmacro') } };
  }

  #callBlock(): Statement {
    const parameters = this.#stream.isOperator('(') ? this.#parameters() : [];
    const call = this.#checked(parseExpression(this.#stream));
    if (call.kind !== 'call') throw this.#stream.fault('expected call');
    return { kind: 'call block', call, macro: { name: 'caller', parameters, body: this.#body('endcall') } };
  }

  #parameters(): Macro['parameters'] {
    const parameters: { readonly name: string; readonly fallback: Expression | undefined }[] = [];
    this.#stream.expect('operator', '(');
    while (!this.#stream.skip('operator', ')')) {
      if (parameters.length > 0) this.#stream.expect('operator', ',');
      const name = this.#name();
      const fallback = this.#stream.skip('operator', '=') ? this.#checked(parseExpression(this.#stream)) : undefined;
      if (fallback === undefined && parameters.at(-1)?.fallback !== undefined) {
        throw this.#stream.fault('non-default argument follows default argument');
      }
      parameters.push({ name, fallback });
    }
    return parameters;
  }

  #block(): Block {
    const name = this.#stream.expect('name').text;
    if (this.#blocks.has(name)) throw this.#stream.fault(`block '${name}' defined twice`);
    const scoped = this.#stream.skip('name', 'scoped');
    const required = this.#stream.skip('name', 'required');
    // The place is taken before blocks inside of it are read.
    this.#blocks.set(name, { kind: 'block', name, scoped, required, body: [] });
    const body = this.#body('endblock');
    this.#stream.skip('name', name);
    if (required && body.some((statement) => statement.kind !== 'data' || statement.text.trim() !== '')) {
      throw this.#stream.fault('Required blocks can only contain comments or whitespace');
    }
    const block: Block = { kind: 'block', name, scoped, required, body };
    this.#blocks.set(name, block);
    return block;
  }

  #include(): Statement {
    const template = this.#checked(parseExpression(this.#stream));
    const ignoreMissing = this.#stream.isName('ignore') && this.#stream.next.text === 'missing';
    if (ignoreMissing) {
      this.#stream.take();
      this.#stream.take();
    }
    const withContext = this.#withContext(true);
    if (!withContext && this.#captures > 0) {
      // Jinja writes it before the block then, or not at all.
      throw this.#stream.fault('An include without context does not work in a filter, set, macro or call block');
    }
    return { kind: 'include', template, ignoreMissing, withContext };
  }

  #import(): Statement {
    const template = this.#checked(parseExpression(this.#stream));
    this.#stream.expect('name', 'as');
    const as = this.#name();
    return { kind: 'import', template, as, withContext: this.#withContext(false) };
  }

  #from(): Statement {
    const template = this.#checked(parseExpression(this.#stream));
    this.#stream.expect('name', 'import');
    const names: (readonly [string, string])[] = [];
    let withContext: boolean | undefined;
    while (!this.#stream.isEnd() && withContext === undefined) {
      if (names.length > 0) this.#stream.expect('operator', ',');
      if (this.#stream.isEnd()) break;
      const name = this.#name();
      if (name.startsWith('_')) throw this.#stream.fault('names starting with an underline can not be imported');
      names.push([name, this.#stream.skip('name', 'as') ? this.#name() : name]);
      if (this.#stream.isName('with', 'without')) withContext = this.#withContext(false);
    }
    if (names.length === 0) throw this.#stream.fault('expected a name to import');
    return { kind: 'from', template, names, withContext: withContext ?? false };
  }

  #withContext(otherwise: boolean): boolean {
    if (!this.#stream.isName('with', 'without') || this.#stream.next.text !== 'context') return otherwise;
    const isWith = this.#stream.take().text === 'with';
    this.#stream.take();
    return isWith;
  }

  /** What is assigned to: a name, several with commas, or the attribute of a namespace. */
  #target(ends: readonly string[], withNamespace = false, withTuple = true): Target {
    const items: Target[] = [];
    let isTuple = false;
    for (;;) {
      if (items.length > 0) {
        if (!withTuple || !this.#stream.skip('operator', ',')) break;
        isTuple = true;
      }
      if (this.#stream.isOperator('=', ')') || this.#stream.isName(...ends) || this.#stream.current.type === 'end')
        break;
      if (this.#stream.skip('operator', '(')) {
        items.push(this.#target([]));
        this.#stream.expect('operator', ')');
      } else {
        items.push(this.#targetName(withNamespace));
      }
    }
    const [first] = items;
    if (first === undefined) throw this.#stream.fault('expected a name to assign to');
    return isTuple ? { kind: 'tuple', items } : first;
  }

  #targetName(withNamespace: boolean): Target {
    const name = this.#name();
    if (!withNamespace || !this.#stream.skip('operator', '.')) return { kind: 'name', name };
    return { kind: 'namespace', name, attribute: this.#stream.expect('name').text };
  }

  #name(): string {
    const { text } = this.#stream.expect('name');
    if (RESERVED.has(text)) throw this.#stream.fault(`can't assign to '${text}'`);
    return text;
  }

  /** The same expression, in which all filters and tests are known. */
  #checked(expression: Expression): Expression {
    const fault = findUnknown(expression, this.#filters);
    if (fault !== undefined) throw this.#stream.fault(fault);
    return expression;
  }
}
