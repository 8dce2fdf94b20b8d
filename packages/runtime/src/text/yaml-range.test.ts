import { expect, test } from 'vitest';
import type { ConfigPath } from './config-path.ts';
import { YamlSource } from './yaml-source.ts';

const source = new YamlSource(
  'bouton.yaml',
  `base: &base
  reason: short
server_name: localhost
modules:
  - module: one
    config:
      <<: *base
      deny: ["@a:b", "@c:d"]
      empty:
      rules:
        - match: x
        - *base
  - { module: two }
`,
);

/** The text that is underlined. */
function underlined(path: ConfigPath, at: 'key' | 'value' = 'value'): string {
  const { start, end } = source.range(path, at);
  return source.text.slice(start, end).trimEnd();
}

test('yamlRange() finds values and keys', () => {
  expect(underlined(['server_name'])).toBe('localhost');
  expect(underlined(['server_name'], 'key')).toBe('server_name');
  expect(underlined(['modules', 0, 'config', 'deny', 1])).toBe('"@c:d"');
  expect(underlined(['modules', 0, 'config', 'rules', 0])).toBe('match: x');
});

test('yamlRange() follows aliases and merge keys to where the value is written', () => {
  expect(underlined(['modules', 0, 'config', 'reason'])).toBe('short');
  expect(underlined(['modules', 0, 'config', 'rules', 1, 'reason'])).toBe('short');
});

test('yamlRange() takes an alias itself if the whole value is at fault', () => {
  expect(underlined(['modules', 0, 'config', 'rules', 1])).toBe('*base');
});

test('yamlRange() takes the nearest key above what is missing or empty', () => {
  expect(underlined(['modules', 0, 'config', 'url'])).toBe('config');
  expect(underlined(['modules', 0, 'config', 'deny', 5, 'x'])).toBe('deny');
  expect(underlined(['modules', 0, 'config', 'empty'])).toBe('empty');
  expect(underlined(['server_name', 'x', 'y'])).toBe('server_name');
});

test('yamlRange() takes the item of a list if no key is above', () => {
  expect(underlined(['modules', 1, 'config', 'url'])).toBe('{ module: two }');
  expect(underlined(['modules', 0, 'config', 'rules', 0, 'deny'])).toBe('match: x');
});

test('yamlRange() takes the whole document if nothing is above', () => {
  expect(underlined(['database'])).toMatch(/^base: &base/);
  expect(new YamlSource('empty.yaml', '').range(['database'], 'value')).toEqual({ start: 0, end: 0 });
});
