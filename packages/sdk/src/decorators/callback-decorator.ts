import type { CamelCase, CategoryName, CONTRACT } from '@bouton/contract';
import type { EventFilter } from '../types/event-filter.ts';
import type { RoomEvent } from '../types/room-event.ts';
import type {
  FieldContext,
  MethodContext,
  MethodDecoratorFor,
  MethodDescriptor,
  Mistake,
  NotOnProperty,
  Prototype,
  Signature,
} from './method-decorator.ts';

/** An interface of callbacks, one property each. */
export type CallbackSignatures<Callbacks> = { readonly [Name in keyof Callbacks]: Signature };

/** The callbacks of a category under Synapse's names, as far as `Callbacks` has them. */
export type SynapseNames<Callbacks, Category extends CategoryName> = {
  [Name in RowNames<Category> as CamelCase<Name> extends keyof Callbacks ? Name : never]: Callbacks[CamelCase<Name> &
    keyof Callbacks];
};

type RowNames<Category extends CategoryName> = keyof Extract<
  (typeof CONTRACT)[number],
  { readonly category: Category }
>['rows'] &
  string;

/** The names of the callbacks whose first parameter is an event. */
export type NamesWithEvent<Named> = {
  [Name in keyof Named]: Named[Name] extends (...args: infer Args) => unknown
    ? Args extends readonly [RoomEvent, ...unknown[]]
      ? Name
      : never
    : never;
}[keyof Named];

/** Options of a callback that receives an event. */
export interface CallbackOptions {
  /** Which events the module wants to see. The host evaluates it before the module is called. */
  readonly when: EventFilter;
}

/** What the compiler says of a filter that cannot be: what is returned then decorates nothing. */
export type FilterFault<Named, Name> =
  Name extends NamesWithEvent<Named>
    ? 'A filter is { when: { type?: string[], state?: boolean, sender?: "local" | "remote", membership?: string[] } }'
    : Name extends keyof Named
      ? 'This callback receives no event, so it has no filter'
      : 'Synapse has no such callback in this category';

// The overloads' order matters, as method-decorator.ts explains.

/** Decorates a method whose own name is the callback's: as a TC39 decorator, and as a legacy one. */
export interface BareCallbackDecorator<Callbacks> {
  <Name extends keyof Callbacks & string>(value: Callbacks[Name], context: MethodContext<Name>): void;
  <Name extends keyof Callbacks & string>(
    prototype: Prototype,
    method: Name,
    descriptor: MethodDescriptor<Callbacks[Name]>,
  ): void;
  (value: undefined, context: FieldContext): Mistake<NotOnProperty>;
  (prototype: object, property: string, descriptor?: undefined): Mistake<NotOnProperty>;
  <Name extends keyof Callbacks & string>(value: Callbacks[Name], context: MethodContext<Name>): void;
  <Name extends keyof Callbacks & string>(
    prototype: Prototype,
    method: Name,
    descriptor: MethodDescriptor<Callbacks[Name]>,
  ): void;
}

/**
 * Declares that a method is a callback of one category.
 *
 * - `@SpamChecker`, `@SpamChecker()`: the method's own name is the callback's name in camelCase.
 * - `@SpamChecker('user_may_invite')`: the callback has Synapse's documented name, the method any.
 * - `@ThirdPartyRules('on_new_event', { when: { type: ['m.room.member'] } })`: only events that match are passed on.
 *
 * The method must fit the callback's signature; it may take fewer parameters, and be async or not.
 */
export interface CallbackDecorator<
  Callbacks extends CallbackSignatures<Callbacks>,
  Category extends CategoryName,
  Named = SynapseNames<Callbacks, Category>,
> {
  (): BareCallbackDecorator<Callbacks>;
  // A parameter of this type, and not `Name`, has the compiler list the names if there is no such callback.
  // oxlint-disable-next-line typescript/no-unnecessary-template-expression
  <Name extends keyof Named>(callback: Name & `${keyof Named & string}`): MethodDecoratorFor<Named[Name]>;
  <Name extends keyof Callbacks & string>(value: Callbacks[Name], context: MethodContext<Name>): void;
  <Name extends NamesWithEvent<Named>>(callback: Name, options: CallbackOptions): MethodDecoratorFor<Named[Name]>;
  <const Name extends string>(
    callback: Name,
    options: object,
  ): (fault: FilterFault<Named, Name>, ...rest: unknown[]) => void;
  <Name extends keyof Callbacks & string>(
    prototype: Prototype,
    method: Name,
    descriptor: MethodDescriptor<Callbacks[Name]>,
  ): void;
  (value: undefined, context: FieldContext): Mistake<NotOnProperty>;
  (prototype: object, property: string, descriptor?: undefined): Mistake<NotOnProperty>;
  <Name extends keyof Callbacks & string>(value: Callbacks[Name], context: MethodContext<Name>): void;
  <Name extends keyof Callbacks & string>(
    prototype: Prototype,
    method: Name,
    descriptor: MethodDescriptor<Callbacks[Name]>,
  ): void;
}
