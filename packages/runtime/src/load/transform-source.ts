import { transformSync } from 'oxc-transform';

/**
 * Makes of TypeScript, or of JavaScript with decorators, what Node runs: legacy decorators, parameter properties,
 * enums. No metadata of types: a compiler that emits it needs every type at run time, and Bouton needs none of it. The source map stands at the end of the code.
 *
 * @throws {SyntaxError} With the file, the line and the column in its message.
 */
export function transformSource(path: string, text: string): string {
  const { code, map, errors } = transformSync(path, text, {
    sourcemap: true,
    decorator: { legacy: true },
  });
  const [error] = errors;
  if (error !== undefined) {
    const before = text.slice(0, error.labels[0]?.start ?? 0).split('\n');
    throw new SyntaxError(`${path}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}: ${error.message}`);
  }
  const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
}
