import { parseDuration } from '../units/parse-duration.ts';
import { createPropertyDecorator } from './create-property-decorator.ts';
import type { EachOf, PropertyDecoratorFor, PropertyOptions } from './property-decorator.ts';

/**
 * The property is a duration: in the YAML as in Synapse's configuration, `30s`, `5m`, `2h`, `7d`, `4w`, `1y`, or a
 * number of milliseconds; in the module always milliseconds. With `each` a list of them.
 *
 * @example
 * ```ts
 * @Duration()
 * timeout: number = 5_000;
 * ```
 */
export function Duration<const Options extends PropertyOptions = PropertyOptions>(
  options?: Options,
): PropertyDecoratorFor<EachOf<Options, number>> {
  const wanted = 'must be a duration like 30s, 5m, 2h, 7d, 4w or 1y, or a number of milliseconds';
  return createPropertyDecorator({ name: 'Duration', wanted, parse: parseDuration }, options ?? {});
}
