// All of class-validator: authors may use any of it, and must use the copy that the SDK validates with.
export * from './class-validator.ts';
// Of class-transformer only what leaves keys and properties the same: issues are found in the YAML by property.
export type { TransformFnParams, TypeHelpOptions, TypeOptions } from 'class-transformer';
export { ByteSize } from './byte-size.ts';
export { Duration } from './duration.ts';
export { IsHttpUrl } from './is-http-url.ts';
export { IsRoomAlias } from './is-room-alias.ts';
export { IsRoomId } from './is-room-id.ts';
export { IsServerName } from './is-server-name.ts';
export { IsUserId } from './is-user-id.ts';
export type { PropertyDecoratorFor, PropertyOptions } from './property-decorator.ts';
export { Secret } from './secret.ts';
export { Transform, Type } from './type.ts';
