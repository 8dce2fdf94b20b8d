import { TransformationType, type TransformFnParams } from 'class-transformer';
import type { ConfigPropertyNote, TypeNote } from '../metadata/notes.ts';
import type { ConfigIssue } from '../metadata/parsed-config.ts';
import type { ConfigObject, ConfigPath } from './config-objects.ts';
import { isMapping } from './parse-mapping.ts';
import type { ConfigClass } from './parse-with-config-class.ts';
import { propertyNotes } from './property-notes.ts';
import { propertyRules } from './property-rules.ts';

/** Makes instances of config classes from the mappings of the YAML, nested ones too, and finds what cannot be made. */
export class ConfigMaker {
  /** The instances of config classes that were made, outer before inner. */
  readonly objects: ConfigObject[] = [];
  readonly issues: ConfigIssue[] = [];

  /** An instance with its defaults, and in it what the mapping has for its properties. A null stands for the default. */
  make(configClass: ConfigClass, input: Readonly<Record<string, unknown>>, path: ConfigPath): object {
    const object = new configClass() as Record<string, unknown>;
    const notes = propertyNotes(configClass);
    const properties = [...propertyRules(configClass).keys()];
    // An accessor is not a key of the object.
    const defaults = { ...Object.fromEntries(properties.map((property) => [property, object[property]])), ...object };
    this.objects.push({ object, configClass, input, path, defaults });
    for (const property of properties) {
      const value = Object.hasOwn(input, property) ? (input[property] ?? undefined) : undefined;
      if (value === undefined) continue;
      const at = [...path, property];
      try {
        object[property] = this.#read({ value, property, object, input, path: at }, notes.get(property) ?? []);
      } catch (cause) {
        object[property] = value;
        this.#fault(at, `cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
      }
    }
    return object;
  }

  #read(place: Place, notes: readonly ConfigPropertyNote[]): unknown {
    const type = notes.findLast((note) => note.type !== undefined)?.type;
    // Without @Type, a @Transform gets the value as the YAML has it.
    const isRaw = type === undefined && notes.some(({ transform }) => transform !== undefined);
    let value = isRaw ? place.value : this.#readCollection(place, type);
    for (const { transform, parse } of notes) {
      if (transform !== undefined) value = transform(transformParams(place, value));
      if (parse !== undefined) value = parse(value);
    }
    return value;
  }

  /** Reads a value as what the property's default is: a `Map`, a `Set`, a record, a list or a single value. */
  #readCollection(place: Place, type: TypeNote | undefined): unknown {
    const { value, path, object, property } = place;
    const standard = object[property];
    const read = (item: unknown, step: string | number): unknown =>
      type === undefined ? item : this.#readItem({ ...place, value: item, path: [...path, step] }, type);
    if (Array.isArray(value)) {
      const items = value.map(read);
      return standard instanceof Set ? new Set(items) : items;
    }
    if (!isMapping(value)) return type === undefined ? value : this.#readItem(place, type);
    const isMap = standard instanceof Map;
    if (!isMap && !isRecord(standard)) return type === undefined ? value : this.#readItem(place, type);
    const items = Object.entries(value).map(([key, item]) => [key, read(item, key)] as const);
    return isMap ? new Map(items) : Object.fromEntries(items);
  }

  #readItem(place: Place, type: TypeNote): unknown {
    const { value, path, object, input, property } = place;
    const { discriminator } = type;
    if (discriminator !== undefined && isMapping(value)) return this.#readSubType(value, path, type, discriminator);
    const named = type.typeFunction?.({ newObject: object, object: input, property });
    if (value === null || value === undefined) return value;
    if (Array.isArray(value)) {
      return value.map((item, index): unknown =>
        this.#readItem({ ...place, value: item, path: [...path, index] }, type),
      );
    }
    if (named === String) return typeof value === 'object' ? value : (value as number).toString();
    if (named === Number) return Number(value);
    if (named === Boolean) return Boolean(value);
    if (named === Date) return new Date(value as string);
    if (!isMapping(value)) return value;
    if (typeof named === 'function') return this.make(named as ConfigClass, value, path);
    this.#fault(path, 'cannot be checked: @Type() of the config class names no class');
    return value;
  }

  #readSubType(
    value: Readonly<Record<string, unknown>>,
    path: ConfigPath,
    { keepsDiscriminator }: TypeNote,
    { property, subTypes }: NonNullable<TypeNote['discriminator']>,
  ): unknown {
    const name = value[property];
    const subType = subTypes.find((candidate) => candidate.name === name);
    if (subType === undefined) {
      const wanted = `must be one of the following values: ${subTypes.map((candidate) => candidate.name).join(', ')}`;
      this.#fault([...path, property], name === undefined ? `is required: ${wanted}` : wanted);
      return value;
    }
    const subClass = subType.value as ConfigClass;
    const isOwn = propertyRules(subClass).has(property);
    const made = this.make(subClass, isOwn ? value : without(value, property), path) as Record<string, unknown>;
    if (keepsDiscriminator) made[property] = name;
    else if (isOwn) delete made[property];
    return made;
  }

  #fault(path: ConfigPath, message: string, cause?: unknown): void {
    this.issues.push({ path, at: 'value', message, ...(cause !== undefined && { cause }) });
  }
}

/** A value of the YAML, the property that it is for, and the two objects that both are in. */
interface Place {
  readonly value: unknown;
  readonly property: string;
  readonly object: Record<string, unknown>;
  readonly input: Readonly<Record<string, unknown>>;
  readonly path: ConfigPath;
}

function transformParams({ property, input }: Place, value: unknown): TransformFnParams {
  return { value, key: property, obj: input, type: TransformationType.PLAIN_TO_CLASS, options: {} };
}

/** The same collection of other items: a list, `Set`, `Map` or record. What is none of these stays. */
export function mapItems(value: unknown, map: (item: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (value instanceof Set) return new Set([...(value as Set<unknown>)].map(map));
  if (value instanceof Map)
    return new Map([...(value as Map<unknown, unknown>)].map(([key, item]) => [key, map(item)]));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)])) : value;
}

/** Whether a value is an object of no class: a mapping by name. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function without(mapping: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(mapping).filter(([each]) => each !== key));
}
