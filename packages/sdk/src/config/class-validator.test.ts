import * as validator from 'class-validator';
import { expect, test } from 'vitest';
import * as exported from './class-validator.ts';
import * as config from './index.ts';

/** What class-validator exports under a capital letter, and is not a decorator of properties. */
const OTHERS = new Set(['MetadataStorage', 'ValidationError', 'ValidationTypes', 'Validator', 'ValidatorConstraint']);

/** What the SDK exports in the place of class-validator's own. */
const decorators = Object.fromEntries(
  Object.entries(exported).filter(([name, value]) => Reflect.get(validator, name) !== value),
);

test('every decorator of class-validator is there', () => {
  const names = Object.entries(validator).flatMap(([name, value]) =>
    typeof value === 'function' && /^[A-Z]/.test(name) && !OTHERS.has(name) ? [name] : [],
  );
  expect(Object.keys(decorators)).toEqual(names.toSorted());
  expect(Object.entries(decorators).filter(([name, value]) => Reflect.get(config, name) !== value)).toEqual([]);
});

test('each says what to do if it is called as a decorator of TC39', () => {
  const context = { kind: 'field', name: 'level', static: false, private: false, metadata: {} };
  const call = (make: unknown): unknown => {
    const decorate = Reflect.apply(make as () => unknown, undefined, [{}]) as () => unknown;
    return Reflect.apply(decorate, undefined, [undefined, context]);
  };
  for (const [name, make] of Object.entries(decorators)) {
    expect(() => call(make)).toThrow(
      `@${name} knows legacy decorators only, and was called as one of TC39; set "experimentalDecorators": true in the ` +
        'tsconfig.json of the module, or describe the config with a schema, such as one of zod: @Module({ config: schema })',
    );
  }
});
