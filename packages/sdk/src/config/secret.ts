import { IsString, ValidateIf } from 'class-validator';
import { appendNote, inheritedNotes, type DecoratedClass } from '../metadata/note-store.ts';
import type { SecretNote } from '../metadata/notes.ts';
import { decoratedProperty, propertyDecorator } from './decorated-property.ts';
import type { PropertyDecoratorFor } from './property-decorator.ts';
import { noteProperty } from './property-notes.ts';
import { secretPathKey } from './secret-file.ts';

/**
 * The property is a secret: a string that is never printed. Whoever writes the YAML may give the path of a file that
 * holds it instead: for `password`, `password_path: /run/secrets/password`. A relative
 * path is relative to the configuration file. A line break at the file's end is cut off; an empty file is refused.
 *
 * The property is not enumerable: `console.log(config)`, `JSON.stringify(config)` and loggers leave it out, and so does
 * `{ ...config }`.
 *
 * @example
 * ```ts
 * @Secret()
 * password!: string;
 * ```
 */
export function Secret(): PropertyDecoratorFor<string> {
  return propertyDecorator((args) => {
    const decorated = decoratedProperty('@Secret', args);
    const { holder, property } = decorated;
    appendNote('secrets', holder, { property });
    noteProperty(decorated, {
      register: (prototype) => {
        IsString()(prototype, property);
        // A path that is still there is at fault, and reported; that the secret is missing follows from it.
        ValidateIf((config: object) => !Object.hasOwn(config, secretPathKey(property)))(prototype, property);
      },
    });
  });
}

/** The secrets of a config class. */
export function readSecretNotes(configClass: DecoratedClass): readonly SecretNote[] {
  return inheritedNotes('secrets', configClass, ({ property }) => [property]);
}
