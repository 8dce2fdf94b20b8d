import { classNote, type DecoratedClass } from './note-store.ts';
import type { ModuleClass, ModuleNote } from './notes.ts';

// Unlike the notes of methods these are not inherited: a class is a module, or a web resource, by its own decorator.

/** What `@Module` noted about a class; undefined if the class itself is not decorated with it. */
export function readModuleNote(target: DecoratedClass): ModuleNote | undefined {
  return classNote('module', target);
}

/** Whether a value is a class decorated with `@Module`, by this or by another copy of the SDK. */
export function isModuleClass(value: unknown): value is ModuleClass {
  return typeof value === 'function' && readModuleNote(value as ModuleClass) !== undefined;
}

/** The path of a class decorated with `@WebResource`; undefined if the class itself is not decorated with it. */
export function readResourcePath(target: DecoratedClass): string | undefined {
  return classNote('resource-path', target);
}
