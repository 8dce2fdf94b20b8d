import { parseByteSize } from '../units/parse-byte-size.ts';
import { createPropertyDecorator } from './create-property-decorator.ts';
import type { EachOf, PropertyDecoratorFor, PropertyOptions } from './property-decorator.ts';

/**
 * The property is a size: in the YAML as in Synapse's configuration, `512K`, `10M`, `2G`, `1T`, in powers of 1024, or a
 * number of bytes; in the module always bytes. With `each` a list of them.
 *
 * @example
 * ```ts
 * @ByteSize()
 * maxUpload: number = 10 * 1024 ** 2;
 * ```
 */
export function ByteSize<const Options extends PropertyOptions = PropertyOptions>(
  options?: Options,
): PropertyDecoratorFor<EachOf<Options, number>> {
  const wanted = 'must be a size like 512K, 10M, 2G or 1T, or a number of bytes';
  return createPropertyDecorator({ name: 'ByteSize', wanted, parse: parseByteSize }, options ?? {});
}
