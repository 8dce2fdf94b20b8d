import { TemplateFault } from './fault.ts';
import { parseInteger } from './numbers.ts';
import { strip } from './texts.ts';

/** What stands between the marks of a template, and the text around them. */
export interface Token {
  readonly type:
    | 'data'
    | 'begin'
    | 'end'
    | 'open'
    | 'close'
    | 'name'
    | 'string'
    | 'integer'
    | 'float'
    | 'operator'
    | 'eof';
  readonly text: string;
  readonly line: number;
}

const OPERATORS = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/y;
const NAME = /[\p{L}\p{N}_]+/uy;
const STRING = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const FLOAT = /(?<!\.)\d+(?:_\d+)*(?:(?:\.\d+(?:_\d+)*)?e[+-]?\d+(?:_\d+)*|\.\d+(?:_\d+)*)/iy;
const INTEGER = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The tokens of a template. `begin` and `end` stand around a statement, `open` and `close` around an expression. */
export function tokenize(source: string): readonly Token[] {
  return new Lexer(source).tokenize();
}

class Lexer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  #at = 0;

  constructor(source: string) {
    // Jinja drops the end of the last line.
    this.#source = source.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '');
  }

  tokenize(): readonly Token[] {
    while (this.#at < this.#source.length) this.#data();
    this.#push('eof', '');
    return this.#tokens;
  }

  /** Text up to the next mark, and what that mark begins. */
  #data(): void {
    const mark = /\{(?:\{|%|#)([-+]?)/g;
    mark.lastIndex = this.#at;
    const found = mark.exec(this.#source);
    const text = this.#source.slice(this.#at, found?.index ?? this.#source.length);
    this.#push('data', found?.[1] === '-' ? strip(text, null, 'right') : text);
    this.#at = found?.index ?? this.#source.length;
    if (found === null) return;
    const [all] = found;
    if (all.startsWith('{#')) this.#comment(all);
    else if (all.startsWith('{%')) this.#block(all);
    else this.#expression('open', all, /-\}\}\s*|\}\}/y, 'close');
  }

  #comment(mark: string): void {
    const end = this.#match(/[\s\S]*?(?:-#\}\s*|\+?#\})/y, this.#at + mark.length);
    if (end === undefined) throw this.#fault('A comment has no end: #} is missing');
    this.#at += mark.length + end.length;
  }

  #block(mark: string): void {
    const raw = this.#match(/\{%[-+]?\s*raw\s*(?:-%\}\s*|%\})/y, this.#at);
    if (raw === undefined) {
      this.#expression('begin', mark, /-%\}\s*|\+?%\}/y, 'end');
      return;
    }
    const start = this.#at + raw.length;
    const end = /\{%([-+]?)\s*endraw\s*(?:-%\}\s*|\+?%\})/g;
    end.lastIndex = start;
    const found = end.exec(this.#source);
    if (found === null) throw this.#fault('Missing end of raw directive');
    const text = this.#source.slice(start, found.index);
    this.#push('data', found[1] === '-' ? strip(text, null, 'right') : text);
    this.#at = found.index + found[0].length;
  }

  #expression(begin: 'begin' | 'open', mark: string, end: RegExp, close: 'end' | 'close'): void {
    this.#push(begin, mark);
    const started = this.#fault(`${mark} has no end`);
    this.#at += mark.length;
    const brackets: string[] = [];
    for (;;) {
      this.#at += this.#match(/\s*/y, this.#at)?.length ?? 0;
      if (this.#at >= this.#source.length) throw started;
      const closed = brackets.length === 0 ? this.#match(end, this.#at) : undefined;
      if (closed !== undefined) {
        this.#push(close, closed);
        this.#at += closed.length;
        return;
      }
      this.#token(brackets);
    }
  }

  #token(brackets: string[]): void {
    const kinds = [
      ['float', FLOAT],
      ['integer', INTEGER],
      ['name', NAME],
      ['string', STRING],
      ['operator', OPERATORS],
    ] as const;
    for (const [type, pattern] of kinds) {
      const text = this.#match(pattern, this.#at);
      if (text === undefined) continue;
      if (type === 'name' && /^\p{N}/u.test(text)) throw this.#fault(`${text} is not a name`);
      if (type === 'operator') this.#balance(text, brackets);
      this.#push(type, type === 'string' ? this.#unescape(text.slice(1, -1)) : text);
      this.#at += text.length;
      return;
    }
    throw this.#fault(`unexpected char ${JSON.stringify(this.#source[this.#at])}`);
  }

  #balance(text: string, brackets: string[]): void {
    const closing = CLOSING[text];
    if (closing !== undefined) brackets.push(closing);
    else if (')]}'.includes(text) && brackets.pop() !== text) throw this.#fault(`unexpected '${text}'`);
  }

  /** What the escapes of a text stand for, as in Python. */
  #unescape(text: string): string {
    return text.replaceAll(/\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{1,3}|[\s\S])/g, (all) => {
      const rest = all.slice(1);
      if (/^[0-7]/.test(rest)) return String.fromCodePoint(Number.parseInt(rest, 8));
      if (rest.length > 1) return String.fromCodePoint(Number.parseInt(rest.slice(1), 16));
      if ('xuUN'.includes(rest)) throw this.#fault(`The escape ${all} is malformed or not supported`);
      return ESCAPES[rest] ?? all;
    });
  }

  #match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.#source)?.[0];
  }

  #push(type: Token['type'], text: string): void {
    if (type === 'data' && text === '') return;
    this.#tokens.push({ type, text, line: this.#line() });
  }

  #line(): number {
    return this.#source.slice(0, this.#at).split('\n').length;
  }

  #fault(message: string): TemplateFault {
    return new TemplateFault(message, this.#line());
  }
}

/** The int that a token of the type `integer` is. */
export function integerOf(text: string): bigint {
  const base = /^0([box])/i.exec(text)?.[1]?.toLowerCase();
  return parseInteger(text, base === 'x' ? 16 : base === 'o' ? 8 : base === 'b' ? 2 : 10) ?? 0n;
}
