import type { RoomAlias } from '../types/ids.ts';
import { createPropertyDecorator } from './create-property-decorator.ts';
import { parseRoomAlias } from './matrix-ids.ts';
import type { EachOf, PropertyDecoratorFor, PropertyOptions } from './property-decorator.ts';

/** The property is a room alias, `#hall:example.com`; with `each` a list of them. */
export function IsRoomAlias<const Options extends PropertyOptions = PropertyOptions>(
  options?: Options,
): PropertyDecoratorFor<EachOf<Options, RoomAlias>> {
  return createPropertyDecorator(
    { name: 'IsRoomAlias', wanted: 'must be a room alias like #hall:example.com', parse: parseRoomAlias },
    options ?? {},
  );
}
