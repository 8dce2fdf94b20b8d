import { TemplateFault } from './fault.ts';
import type { Token } from './tokens.ts';

/** The tokens of a template, read one after another. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get current(): Token {
    return this.#token(0);
  }

  get next(): Token {
    return this.#token(1);
  }

  /** Whether the current token is an operator of these. */
  isOperator(...operators: readonly string[]): boolean {
    return this.current.type === 'operator' && operators.includes(this.current.text);
  }

  /** Whether the current token is a name of these. */
  isName(...names: readonly string[]): boolean {
    return this.current.type === 'name' && names.includes(this.current.text);
  }

  /** Whether the statement ends here. */
  isEnd(): boolean {
    return this.current.type === 'end';
  }

  /** The current token; the one behind it is current then. */
  take(): Token {
    const token = this.current;
    this.#at += 1;
    return token;
  }

  /** Goes on if the current token is this operator or name; says whether it was. */
  skip(type: 'operator' | 'name', text: string): boolean {
    if (this.current.type !== type || this.current.text !== text) return false;
    this.take();
    return true;
  }

  /** Takes a name that may have dots. @throws {TemplateFault} If no name is there. */
  takeDottedName(): string {
    let name = this.expect('name').text;
    while (this.skip('operator', '.')) name += `.${this.expect('name').text}`;
    return name;
  }

  /** Takes a token. @throws {TemplateFault} If another is there. */
  expect(type: Token['type'], text?: string): Token {
    const { current } = this;
    if (current.type === type && (text === undefined || current.text === text)) return this.take();
    throw this.fault(`expected ${text === undefined ? NAMES[type] : `'${text}'`}, got ${describe(current)}`);
  }

  /** A fault at the current token. */
  fault(message: string): TemplateFault {
    return new TemplateFault(message, this.current.line);
  }

  #token(offset: number): Token {
    return this.#tokens[this.#at + offset] ?? { type: 'eof', text: '', line: this.#tokens.at(-1)?.line ?? 1 };
  }
}

const NAMES: Readonly<Record<Token['type'], string>> = {
  data: 'a text outside of marks',
  begin: '{%',
  end: 'the end of the statement',
  open: '{{',
  close: 'the end of the expression',
  name: 'a name',
  string: 'a text',
  integer: 'a number',
  float: 'a number',
  operator: 'an operator',
  eof: 'the end of the template',
};

function describe({ type, text }: Token): string {
  return type === 'name' || type === 'operator' ? `'${text}'` : NAMES[type];
}
