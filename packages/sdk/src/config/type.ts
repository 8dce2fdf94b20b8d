import * as transformer from 'class-transformer';
import type { TransformFnParams, TransformOptions, TypeHelpOptions, TypeOptions } from 'class-transformer';
import { decoratedProperty, propertyDecorator } from './decorated-property.ts';
import { noteProperty } from './property-notes.ts';
import { refuseTc39Call } from './refuse-tc39-call.ts';

/**
 * Names the class of a nested config, or of the items of a list, `Set`, `Map` or record of them; which of these it is, the
 * property's default value tells. Beside it stands `@ValidateNested()`, or `@ValidateNested({ each: true })` for items.
 *
 * With a discriminator, a key of the mapping tells which of several classes it is.
 *
 * @example
 * ```ts
 * @ValidateNested({ each: true })
 * @Type(() => Rule)
 * rules: Map<string, Rule> = new Map();
 * ```
 * @see https://github.com/typestack/class-transformer#working-with-nested-objects
 */
export function Type(
  typeFunction?: (type?: TypeHelpOptions) => Function,
  options: TypeOptions = {},
): PropertyDecorator {
  return propertyDecorator((args) => {
    refuseTc39Call('@Type', args);
    const decorated = decoratedProperty('@Type', args);
    // For those who call class-transformer themselves.
    transformer.Type(typeFunction, options)(decorated.prototype as object, decorated.property);
    noteProperty(decorated, {
      type: {
        typeFunction,
        discriminator: options.discriminator,
        keepsDiscriminator: options.keepDiscriminatorProperty === true,
      },
    });
  });
}

/**
 * Makes of the YAML's value what the module sees. What it throws is a fault of the value.
 *
 * @see https://github.com/typestack/class-transformer#additional-data-transformation
 */
export function Transform(
  transform: (params: TransformFnParams) => unknown,
  options: TransformOptions = {},
): PropertyDecorator {
  return propertyDecorator((args) => {
    refuseTc39Call('@Transform', args);
    const decorated = decoratedProperty('@Transform', args);
    transformer.Transform(transform, options)(decorated.prototype as object, decorated.property);
    if (options.toPlainOnly !== true) noteProperty(decorated, { transform });
  });
}
