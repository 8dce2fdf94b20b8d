import { applyFilter, argumentsOf, call, evaluate, type Frame } from './evaluate.ts';
import { TemplateFault } from './fault.ts';
import { Loop } from './loop.ts';
import { createMacro } from './macro.ts';
import type { Block, Expression, FilterNode, Statement, Target } from './nodes.ts';
import { iterate, truthy } from './operators.ts';
import { escape, str } from './python-text.ts';
import { Scope } from './scope.ts';
import type { Template, Templates } from './templates.ts';
import { Callable, Markup, Namespace, Thing, Undefined, type Value } from './values.ts';

/** Where statements are rendered. */
export interface RenderFrame extends Frame {
  /** Whether what is set here can be seen by blocks and importers. */
  readonly isTop: boolean;
  /** Whether what is written here is dropped once the template extends another: everything outside of blocks. */
  readonly isOutside: boolean;
}

interface PlacedBlock {
  readonly block: Block;
  readonly template: Template;
}

/** Renders one template, with those that it extends. */
export class Renderer {
  readonly #templates: Templates;
  /** What the templates set at their top. */
  readonly #context: Scope;
  readonly #exported = new Set<string>();
  /** By name, that of the first template first. */
  readonly #blocks = new Map<string, PlacedBlock[]>();
  #parent: Template | undefined;

  /** @param variables What the templates know from the start. */
  constructor(templates: Templates, variables: Scope) {
    this.#templates = templates;
    this.#context = new Scope(variables);
  }

  /** The text of the template. */
  render(template: Template): string {
    this.#addBlocks(template);
    let text = '';
    let current: Template | undefined = template;
    while (current !== undefined) {
      this.#parent = undefined;
      const { autoescape, parsed }: Template = current;
      const scope = new Scope(this.#context);
      scope.set('self', this.#self(current));
      text += this.#statements(parsed.body, {
        scope,
        autoescape,
        filters: this.#templates.filters,
        isTop: true,
        isOutside: true,
      });
      current = this.#parent;
    }
    return text;
  }

  /** What the template exports to others that import it. */
  exports(): ReadonlyMap<string, Value> {
    return new Map([...this.#context.own()].filter(([name]) => this.#exported.has(name)));
  }

  #addBlocks(template: Template): void {
    for (const [name, block] of template.parsed.blocks) {
      this.#blocks.set(name, [...(this.#blocks.get(name) ?? []), { block, template }]);
    }
  }

  #statements(statements: readonly Statement[], frame: RenderFrame): string {
    return statements.map((statement) => this.#statement(statement, frame)).join('');
  }

  #statement(node: Statement, frame: RenderFrame): string {
    const value = (expression: Expression): Value => evaluate(expression, frame);
    const isDropped = frame.isOutside && this.#parent !== undefined;
    switch (node.kind) {
      case 'data':
        return isDropped ? '' : node.text;
      case 'output':
        return isDropped ? '' : write(value(node.value), frame);
      case 'for':
        return this.#for(node, value(node.items), frame, 0);
      case 'if': {
        const branch = node.branches.find(({ test }) => truthy(value(test)));
        return this.#statements(branch?.body ?? node.otherwise, frame);
      }
      case 'set':
        this.#assign(node.target, value(node.value), frame);
        return '';
      case 'set block': {
        const text = this.#captured(node.body, { ...frame, isOutside: false });
        this.#assign(node.target, node.filter === undefined ? text : filtered(node.filter, text, frame), frame);
        return '';
      }
      case 'with': {
        const inner = innerOf(frame);
        for (const [target, expression] of node.variables) this.#assign(target, value(expression), inner);
        return this.#statements(node.body, inner);
      }
      case 'autoescape':
        return this.#statements(node.body, { ...innerOf(frame), autoescape: truthy(value(node.enabled)) });
      case 'filter block':
        return written(filtered(node.filter, this.#captured(node.body, frame), frame));
      case 'macro':
        this.#assign({ kind: 'name', name: node.macro.name }, this.#macro(node.macro, frame), frame);
        return '';
      case 'call block': {
        if (node.call.kind !== 'call') throw new TemplateFault('expected call');
        const [args, keywords] = argumentsOf(node.call.args, frame);
        keywords.set('caller', this.#macro(node.macro, frame));
        return written(call(value(node.call.callee), args, keywords, frame.autoescape));
      }
      case 'block':
        return frame.isTop && this.#parent !== undefined ? '' : this.#block(node.name, 0, frame.scope, node.scoped);
      case 'extends':
        if (this.#parent !== undefined) throw new TemplateFault('extended multiple times');
        this.#parent = this.#templates.get(value(node.parent));
        this.#addBlocks(this.#parent);
        return '';
      case 'include': {
        const template = this.#templates.select(value(node.template), node.ignoreMissing);
        return template === undefined
          ? ''
          : new Renderer(this.#templates, this.#handedOn(frame, node.withContext)).render(template);
      }
      case 'import': {
        const module = this.#module(value(node.template), frame, node.withContext);
        this.#set(node.as, new Thing('imported template', (name) => module.get(name)), frame, false);
        return '';
      }
      default: {
        const module = this.#module(value(node.template), frame, node.withContext);
        for (const [name, as] of node.names) {
          const member = module.get(name);
          this.#set(
            as,
            member === undefined ? new Undefined(`The template does not export '${name}'`) : member,
            frame,
            false,
          );
        }
        return '';
      }
    }
  }

  #for(node: Extract<Statement, { kind: 'for' }>, items: Value, frame: RenderFrame, depth: number): string {
    const length = Array.isArray(items) ? items.length : 0;
    const wanted = [...iterate(items)].filter((item) => {
      if (node.test === undefined) return true;
      const inner = innerOf(frame);
      this.#assign(node.target, item, inner);
      return truthy(evaluate(node.test, inner));
    });
    if (wanted.length === 0) return this.#statements(node.otherwise, innerOf(frame));
    const loop = new Loop(wanted, depth);
    const thing = loop.toThing((args, _keywords, autoescape) => {
      const [more] = args;
      if (!node.recursive || more === undefined)
        throw new TemplateFault("The loop must have the 'recursive' marker to be called recursively.");
      const text = this.#for(node, more, frame, depth + 1);
      return autoescape ? new Markup(text) : text;
    });
    let text = '';
    for (const [index, item] of wanted.entries()) {
      loop.moveTo(index);
      const inner = innerOf(frame);
      inner.scope.set('loop', thing);
      this.#assign(node.target, item, inner);
      text += this.#statements(node.body, inner);
      if (Array.isArray(items) && items.length !== length)
        throw new TemplateFault('A list was changed by the loop that goes through it');
    }
    return text;
  }

  #captured(body: readonly Statement[], frame: RenderFrame): string | Markup {
    const text = this.#statements(body, innerOf(frame));
    return frame.autoescape ? new Markup(text) : text;
  }

  #macro(macro: Parameters<typeof createMacro>[0], frame: RenderFrame): Callable {
    return createMacro(macro, frame, (body, scope) =>
      this.#statements(body, { ...innerOf(frame), scope, isOutside: false }),
    );
  }

  #block(name: string, depth: number, around: Scope, scoped: boolean): string {
    const placed = this.#blocks.get(name)?.[depth];
    if (placed === undefined) throw new TemplateFault(`there is no parent block called '${name}'`);
    const { block, template } = placed;
    if (block.required) throw new TemplateFault(`Required block '${name}' not found`);
    const { autoescape } = template;
    const scope = new Scope(scoped ? around : this.#context);
    scope.set('self', this.#self(template));
    scope.set(
      'super',
      new Callable((_args, _keywords, escaping) => {
        const text = this.#block(name, depth + 1, scope, scoped);
        return escaping ? new Markup(text) : text;
      }),
    );
    const inner = new Scope(scope);
    return this.#statements(block.body, {
      scope: inner,
      autoescape,
      filters: this.#templates.filters,
      isTop: false,
      isOutside: false,
    });
  }

  #self(template: Template): Thing {
    return new Thing('template', (name) => {
      if (!this.#blocks.has(name)) return undefined;
      return new Callable(() => {
        const text = this.#block(name, 0, this.#context, false);
        return template.autoescape ? new Markup(text) : text;
      });
    });
  }

  /** What a template that is included or imported knows. */
  #handedOn(frame: RenderFrame, withContext: boolean): Scope {
    if (!withContext) return this.#templates.globals;
    const scope = new Scope();
    for (const [name, value] of frame.scope.all()) scope.set(name, value);
    return scope;
  }

  #module(name: Value, frame: RenderFrame, withContext: boolean): ReadonlyMap<string, Value> {
    const renderer = new Renderer(this.#templates, this.#handedOn(frame, withContext));
    renderer.render(this.#templates.get(name));
    return renderer.exports();
  }

  #assign(target: Target, value: Value, frame: RenderFrame): void {
    if (target.kind === 'name') {
      this.#set(target.name, value, frame, true);
    } else if (target.kind === 'namespace') {
      const namespace = frame.scope.get(target.name);
      if (!(namespace instanceof Namespace)) throw new TemplateFault('cannot assign attribute on non-namespace object');
      namespace.values.set(target.attribute, value);
    } else {
      const items = [...iterate(value)];
      if (items.length !== target.items.length)
        throw new TemplateFault(`expected ${target.items.length} values to unpack, got ${items.length}`);
      for (const [index, one] of target.items.entries()) this.#assign(one, items[index] ?? null, frame);
    }
  }

  #set(name: string, value: Value, frame: RenderFrame, isExported: boolean): void {
    frame.scope.set(name, value);
    if (!frame.isTop) return;
    this.#context.set(name, value);
    if (isExported && !name.startsWith('_')) this.#exported.add(name);
    else this.#exported.delete(name);
  }
}

function innerOf(frame: RenderFrame): RenderFrame {
  return { ...frame, scope: new Scope(frame.scope), isTop: false };
}

function write(value: Value, { autoescape }: Frame): string {
  return autoescape ? escape(value).text : str(value);
}

/** What a filter or macro made of a block, which is not escaped again. */
function written(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof Markup) return value.text;
  throw new TemplateFault('What a block becomes is not a text');
}

/** The filters of a block, the innermost of which has no operand. */
function filtered(node: FilterNode, text: Value, frame: Frame): Value {
  const { operand } = node;
  const value = operand?.kind === 'filter' ? filtered(operand, text, frame) : text;
  return applyFilter(node, value, frame);
}
