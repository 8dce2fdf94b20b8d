import { createPropertyDecorator } from './create-property-decorator.ts';
import { parseServerName } from './matrix-ids.ts';
import type { EachOf, PropertyDecoratorFor, PropertyOptions } from './property-decorator.ts';

/** The property is a server name, with or without a port; with `each` a list of them. */
export function IsServerName<const Options extends PropertyOptions = PropertyOptions>(
  options?: Options,
): PropertyDecoratorFor<EachOf<Options, string>> {
  return createPropertyDecorator(
    { name: 'IsServerName', wanted: 'must be a server name like example.com', parse: parseServerName },
    options ?? {},
  );
}
