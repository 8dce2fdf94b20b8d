import type { RoomId } from '../types/ids.ts';
import { createPropertyDecorator } from './create-property-decorator.ts';
import { parseRoomId } from './matrix-ids.ts';
import type { EachOf, PropertyDecoratorFor, PropertyOptions } from './property-decorator.ts';

/** The property is a room ID, with or without a server name; with `each` a list of them. */
export function IsRoomId<const Options extends PropertyOptions = PropertyOptions>(
  options?: Options,
): PropertyDecoratorFor<EachOf<Options, RoomId>> {
  return createPropertyDecorator(
    { name: 'IsRoomId', wanted: 'must be a room ID like !opaque:example.com', parse: parseRoomId },
    options ?? {},
  );
}
