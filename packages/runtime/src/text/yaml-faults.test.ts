import { expect, test } from 'vitest';
import { codeFrame } from './code-frame.ts';
import { YamlSource } from './yaml-source.ts';

function frames(text: string): string {
  const source = new YamlSource('bouton.yaml', text);
  return source.faults.map(({ range, message }) => codeFrame(source, range, message)).join('\n\n');
}

test('yamlFaults() finds every fault of the syntax', () => {
  expect(frames('server_name: a: b\nmodules:\n\t- module: x\n')).toMatchInlineSnapshot(`
    "bouton.yaml:1:14: Nested mappings are not allowed in compact mappings
      1 | server_name: a: b
        |              ^
      2 | modules:
      3 |     - module: x

    bouton.yaml:3:1: Tabs are not allowed as indentation
      1 | server_name: a: b
      2 | modules:
      3 |     - module: x
        | ^"
  `);
});

test('yamlFaults() finds what ends too early', () => {
  expect(frames('modules: [\n')).toMatchInlineSnapshot(`
    "bouton.yaml:1:11: Flow sequence in block collection must be sufficiently indented and end with a ]
      1 | modules: [
        |           ^"
  `);
  expect(frames('name: "open\n')).toMatchInlineSnapshot(`
    "bouton.yaml:1:12: Missing closing "quote
      1 | name: "open
        |            ^"
  `);
});

test('yamlFaults() finds keys that stand twice', () => {
  expect(frames('config:\n  deny: []\n  deny: []\n')).toMatchInlineSnapshot(`
    "bouton.yaml:3:3: This key stands twice in one mapping
      1 | config:
      2 |   deny: []
      3 |   deny: []
        |   ^"
  `);
});

test('yamlFaults() asks for quotes around user IDs', () => {
  expect(frames('deny: [@mallory:localhost]\n')).toMatchInlineSnapshot(`
    "bouton.yaml:1:8: A value that begins with @, \` or another reserved character must stand in quotes
      1 | deny: [@mallory:localhost]
        |        ^"
  `);
});

test('yamlFaults() refuses keys that are not strings, unknown tags and a second document', () => {
  expect(frames('[a, b]: 1\n')).toMatchInlineSnapshot(`
    "bouton.yaml:1:1: A key must be a string
      1 | [a, b]: 1
        | ^^^^^^"
  `);
  expect(frames('deny: !env DENY\n')).toMatchInlineSnapshot(`
    "bouton.yaml:1:7: This tag is not known here; a value that begins with ! must stand in quotes
      1 | deny: !env DENY
        |       ^^^^"
  `);
  expect(frames('a: 1\n---\nb: 2\n')).toMatchInlineSnapshot(`
    "bouton.yaml:2:1: This file may hold only one YAML document
      1 | a: 1
      2 | ---
        | ^^^
      3 | b: 2"
  `);
});

test('yamlFaults() refuses aliases that lead nowhere or into themselves, and merges of what is not a mapping', () => {
  expect(frames('deny: *bots\n')).toMatchInlineSnapshot(`
    "bouton.yaml:1:7: There is no anchor before this alias; a value that begins with * must stand in quotes
      1 | deny: *bots
        |       ^^^^^"
  `);
  expect(frames('deny: &list [*list]\n')).toMatchInlineSnapshot(`
    "bouton.yaml:1:14: This alias stands inside its own anchor
      1 | deny: &list [*list]
        |              ^^^^^"
  `);
  expect(frames('base: &base [a]\nconfig:\n  <<: *base\n')).toMatchInlineSnapshot(`
    "bouton.yaml:3:7: What << merges must be a mapping, or an alias of one
      1 | base: &base [a]
      2 | config:
      3 |   <<: *base
        |       ^^^^^"
  `);
});

test('yamlFaults() has nothing against anchors, aliases and merge keys that are in order', () => {
  const source = new YamlSource(
    'bouton.yaml',
    ['base: &base { deny: [a] }', 'one: *base', 'two: { <<: *base, allow: [b] }', 'three: { <<: [*base] }'].join('\n'),
  );
  expect(source.faults).toEqual([]);
  expect(source.read().value).toEqual({
    base: { deny: ['a'] },
    one: { deny: ['a'] },
    two: { deny: ['a'], allow: ['b'] },
    three: { deny: ['a'] },
  });
});
