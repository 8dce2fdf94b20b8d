import { TemplateFault } from './fault.ts';
import { Markup, type Keywords, type Value } from './values.ts';

/** In place of a default: the argument has to be there. */
export const REQUIRED: unique symbol = Symbol('required');

/** What a function takes, in order: names with defaults. */
export type Parameters = Readonly<Record<string, Value | typeof REQUIRED>>;

/** The arguments of a call in the order of the parameters, as Python binds them. @throws {TemplateFault} If they do not fit. */
export function bind(what: string, parameters: Parameters, args: readonly Value[], keywords: Keywords): Value[] {
  const names = Object.keys(parameters);
  if (args.length > names.length)
    throw new TemplateFault(`${what} takes at most ${names.length} arguments, got ${args.length}`);
  for (const name of keywords.keys()) {
    const index = names.indexOf(name);
    if (index < 0) throw new TemplateFault(`${what} has no argument ${name}`);
    if (index < args.length) throw new TemplateFault(`${what} got ${name} twice`);
  }
  return names.map((name, index) => {
    const value = args[index] ?? (index < args.length ? null : keywords.get(name));
    if (value !== undefined) return value;
    const fallback = parameters[name];
    if (fallback === undefined || fallback === REQUIRED) throw new TemplateFault(`${what} wants ${name}`);
    return fallback;
  });
}

/** An argument that has to be an int. */
export function integer(value: Value | undefined, what: string): number {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'bigint' || value > 1_000_000n || value < -1_000_000n) {
    throw new TemplateFault(`${what} is not an integer of at most a million`);
  }
  return Number(value);
}

/** An argument that has to be a text. */
export function text(value: Value | undefined, what: string): string {
  if (value instanceof Markup) return value.text;
  if (typeof value !== 'string') throw new TemplateFault(`${what} is not a text`);
  return value;
}
