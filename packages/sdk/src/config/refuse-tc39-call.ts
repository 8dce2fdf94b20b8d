import { BoutonError } from '../errors/bouton-error.ts';

/**
 * Refuses a call as the TC39 proposal makes it, `(value, context)`: the module was compiled without
 * `experimentalDecorators`.
 *
 * @throws {BoutonError} `BOUTON_LEGACY_DECORATORS`.
 */
export function refuseTc39Call(decorator: string, args: readonly unknown[]): void {
  const context = args[1];
  if (typeof context !== 'object' || context === null || !('kind' in context)) return;
  throw new BoutonError(
    'BOUTON_LEGACY_DECORATORS',
    `${decorator} knows legacy decorators only, and was called as one of TC39; set "experimentalDecorators": true in the ` +
      'tsconfig.json of the module, or describe the config with a schema, such as one of zod: @Module({ config: schema })',
  );
}
