import { TemplateFault } from './fault.ts';
import type { Filter } from './filters/filter.ts';
import { FILTERS } from './filters/index.ts';
import { GLOBALS } from './globals.ts';
import { iterate } from './operators.ts';
import { parseTemplate } from './parse-template.ts';
import { Renderer } from './render.ts';
import { Scope } from './scope.ts';
import { bodiesOf, expressionsOf } from './uses-name.ts';
import { fromJson, Markup, type Value } from './values.ts';
import type { ParsedTemplate, Statement } from './nodes.ts';

/** A template that was read. */
export interface Template {
  readonly name: string;
  readonly parsed: ParsedTemplate;
  /** Whether values are escaped in it, if it does not say otherwise. */
  readonly autoescape: boolean;
}

/** What {@linkcode Templates} are made of. */
export interface TemplatesOptions {
  /** The text of a template; undefined if there is none of that name. */
  readonly load: (name: string) => string | undefined;
  /** Filters beside those of Jinja. */
  readonly filters?: Readonly<Record<string, Filter>>;
  /** What every template knows, beside what Jinja gives it. */
  readonly globals?: Readonly<Record<string, Value>>;
}

/** The endings of files in which values are escaped, as in Jinja. */
const ESCAPED = /\.(?:html|htm|xml)$/i;

/**
 * Templates in Jinja's language, rendered as Jinja 3.1 renders them. What it does otherwise or not at all is refused: when a
 * template is read, or, if only its values tell, when it is rendered. https://jinja.palletsprojects.com/en/stable/templates/
 */
export class Templates {
  readonly filters: ReadonlyMap<string, Filter>;
  readonly globals: Scope = new Scope();
  readonly #load: TemplatesOptions['load'];
  readonly #known = new Map<string, Template | undefined>();

  constructor({ load, filters = {}, globals = {} }: TemplatesOptions) {
    this.#load = load;
    this.filters = new Map([...FILTERS, ...Object.entries(filters)]);
    for (const [name, value] of [...GLOBALS, ...Object.entries(globals)]) this.globals.set(name, value);
  }

  /** Reads a template, and those that it names. @throws {TemplateFault} If one is malformed, or wants what is not supported. */
  read(name: string): Template | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    const source = this.#load(name);
    const template = source === undefined ? undefined : this.#parse(name, source);
    this.#known.set(name, template);
    for (const other of template === undefined ? [] : namesIn(template.parsed.body)) this.read(other);
    return template;
  }

  /** The text of a template with these variables, which are JSON. @throws {TemplateFault} If Python would refuse what it does. */
  render(template: Template, variables: Readonly<Record<string, unknown>>): string {
    const scope = new Scope(this.globals);
    for (const [name, value] of Object.entries(variables)) {
      if (value !== undefined) scope.set(name, fromJson(value));
    }
    return asFault(() => new Renderer(this, scope).render(template));
  }

  /** The template that a value names. @throws {TemplateFault} If there is none. */
  get(name: Value): Template {
    const template = this.select(name, false);
    if (template === undefined) throw new TemplateFault('There is no such template');
    return template;
  }

  /** The template that a value names, or the first that there is of several. */
  select(name: Value, ignoreMissing: boolean): Template | undefined {
    const isText = typeof name === 'string' || name instanceof Markup;
    const names = (isText ? [name] : [...iterate(name)]).map((one) => {
      if (typeof one !== 'string' && !(one instanceof Markup))
        throw new TemplateFault('The name of a template is not a text');
      return one instanceof Markup ? one.text : one;
    });
    for (const one of names) {
      const template = this.read(one);
      if (template !== undefined) return template;
    }
    if (ignoreMissing) return undefined;
    throw new TemplateFault(`There is no template ${names.map((one) => JSON.stringify(one)).join(' or ')}`);
  }

  #parse(name: string, source: string): Template {
    try {
      return { name, parsed: parseTemplate(source, this.filters), autoescape: ESCAPED.test(name) };
    } catch (error) {
      if (!(error instanceof TemplateFault)) throw error;
      throw new TemplateFault(`${name}, ${error.message}`);
    }
  }
}

/** A macro or template that goes on calling itself is the template's fault. */
function asFault<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TemplateFault('The template calls itself too often, or makes a text that is too long');
  }
}

/** The names of other templates that stand in one as texts. */
function namesIn(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((statement) => {
    const isReference = ['extends', 'include', 'import', 'from'].includes(statement.kind);
    const names = isReference
      ? expressionsOf(statement).flatMap((node) =>
          node.kind === 'constant' && typeof node.value === 'string' ? [node.value] : [],
        )
      : [];
    return [...names, ...bodiesOf(statement).flatMap(namesIn)];
  });
}
