import { evaluate, type Frame } from './evaluate.ts';
import { TemplateFault } from './fault.ts';
import type { Macro, Statement } from './nodes.ts';
import { Scope } from './scope.ts';
import { usesName } from './uses-name.ts';
import { Callable, Dict, Markup, Tuple, Undefined, type Keywords, type Value } from './values.ts';

/** Makes a function of a macro. @param render Renders its body in a scope. */
export function createMacro(
  macro: Macro,
  frame: Frame,
  render: (body: readonly Statement[], scope: Scope) => string,
): Callable {
  const takes = (name: string): boolean => usesName(macro.body, name);
  const [takesMore, takesKeywords, takesCaller] = [takes('varargs'), takes('kwargs'), takes('caller')];
  return new Callable((args, keywords, autoescape) => {
    const scope = new Scope(frame.scope);
    const unused = bindParameters(macro, args, keywords, { ...frame, scope });
    const more = args.slice(macro.parameters.length);
    if (takesMore) scope.set('varargs', new Tuple(more));
    else if (more.length > 0)
      throw new TemplateFault(`macro '${macro.name}' takes not more than ${macro.parameters.length} argument(s)`);
    if (takesCaller) {
      const caller = unused.get('caller');
      scope.set('caller', caller === undefined ? new Undefined('No caller defined') : caller);
      unused.delete('caller');
    }
    if (takesKeywords) {
      scope.set('kwargs', new Dict(unused));
    } else if (unused.size > 0) {
      throw new TemplateFault(`macro '${macro.name}' takes no keyword argument '${[...unused.keys()][0] ?? ''}'`);
    }
    const text = render(macro.body, scope);
    return autoescape ? new Markup(text) : text;
  });
}

/** Sets the parameters, and returns the arguments by name that are not among them. */
function bindParameters(macro: Macro, args: readonly Value[], keywords: Keywords, frame: Frame): Map<string, Value> {
  const unused = new Map(keywords);
  for (const [index, { name, fallback }] of macro.parameters.entries()) {
    const given = index < args.length ? args[index] : keywords.get(name);
    if (index < args.length && keywords.has(name)) throw new TemplateFault(`macro '${macro.name}' got ${name} twice`);
    unused.delete(name);
    if (given !== undefined) frame.scope.set(name, given);
    else if (fallback === undefined) frame.scope.set(name, new Undefined(`parameter '${name}' was not provided`));
    else frame.scope.set(name, evaluate(fallback, frame));
  }
  return unused;
}
