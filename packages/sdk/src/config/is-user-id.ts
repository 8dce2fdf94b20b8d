import type { UserId } from '../types/ids.ts';
import { createPropertyDecorator } from './create-property-decorator.ts';
import { parseUserId } from './matrix-ids.ts';
import type { EachOf, PropertyDecoratorFor, PropertyOptions } from './property-decorator.ts';

/** The property is a fully qualified user ID, `@alice:example.com`; with `each` a list of them. */
export function IsUserId<const Options extends PropertyOptions = PropertyOptions>(
  options?: Options,
): PropertyDecoratorFor<EachOf<Options, UserId>> {
  return createPropertyDecorator(
    { name: 'IsUserId', wanted: 'must be a user ID like @alice:example.com', parse: parseUserId },
    options ?? {},
  );
}
