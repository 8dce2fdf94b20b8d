import { expect, test } from 'vitest';
import { yamlFaultsOf } from '../test/yaml-faults-of.ts';
import { readModuleItems } from './read-module-items.ts';

function unexpected(): never {
  throw new Error('There is no fault to report');
}

function faults(text: string): string {
  return yamlFaultsOf(text, (value, report) => readModuleItems(value, [], report));
}

test('readModuleItems() reads names and configs, and takes a falsy config for an empty one', () => {
  const list = [{ module: '@acme/rooms', config: { a: 1 } }, { module: './guard.ts', config: null }, { module: 'x' }];
  expect(readModuleItems(list, ['modules'], unexpected)).toEqual([
    { path: ['modules', 0], module: '@acme/rooms', config: { a: 1 } },
    { path: ['modules', 1], module: './guard.ts', config: {} },
    { path: ['modules', 2], module: 'x', config: {} },
  ]);
});

test.for([undefined, null, false, '', 0, []])('readModuleItems() takes %j for no modules', (raw) => {
  expect(readModuleItems(raw, ['modules'], unexpected)).toEqual([]);
});

test('readModuleItems() refuses what is not a list', () => {
  expect(faults('module: ./guard.ts')).toMatchInlineSnapshot(`
    "bouton.yaml:1:1: must be a list of modules, each a mapping with "module" and "config"
      1 | module: ./guard.ts
        | ^^^^^^^^^^^^^^^^^^"
  `);
});

test('readModuleItems() refuses items in another shape, each where it stands', () => {
  expect(
    faults(`- ./guard.ts
- module: 5
- config: {}
- { module: ./guard.ts, conifg: {}, enabled: true }
`),
  ).toMatchInlineSnapshot(`
    "There are 5 faults in bouton.yaml

    bouton.yaml:1:3: [0] must be a mapping with "module" and "config"
      1 | - ./guard.ts
        |   ^^^^^^^^^^
      2 | - module: 5
      3 | - config: {}

    bouton.yaml:2:11: [1].module must be the name of a module, like "@acme/rooms#Guard" or ./guard.ts#Guard
      1 | - ./guard.ts
      2 | - module: 5
        |           ^
      3 | - config: {}
      4 | - { module: ./guard.ts, conifg: {}, enabled: true }

    bouton.yaml:3:3: [2].module must be the name of a module, like "@acme/rooms#Guard" or ./guard.ts#Guard
      1 | - ./guard.ts
      2 | - module: 5
      3 | - config: {}
        |   ^^^^^^^^^^
      4 | - { module: ./guard.ts, conifg: {}, enabled: true }

    bouton.yaml:4:25: [3].conifg is not known; did you mean "config"?
      2 | - module: 5
      3 | - config: {}
      4 | - { module: ./guard.ts, conifg: {}, enabled: true }
        |                         ^^^^^^

    bouton.yaml:4:37: [3].enabled is not known; there are module and config
      2 | - module: 5
      3 | - config: {}
      4 | - { module: ./guard.ts, conifg: {}, enabled: true }
        |                                     ^^^^^^^"
  `);
});
