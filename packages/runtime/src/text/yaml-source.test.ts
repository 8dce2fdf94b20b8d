import { expect, test } from 'vitest';
import { YamlSource } from './yaml-source.ts';

test('YamlSource reads YAML 1.2, with strings as keys', () => {
  const source = new YamlSource('bouton.yaml', 'yes: no\n1: 0x1F\ntrue: ~\nday: 2026-11-21\n');
  expect(source.faults).toEqual([]);
  expect(source.toJs()).toEqual({ 1: 31, yes: 'no', true: null, day: '2026-11-21' });
});

test('YamlSource has no value where the file holds nothing', () => {
  expect(new YamlSource('bouton.yaml', '# nothing yet\n').toJs()).toBe(null);
});

test('YamlSource.position() counts lines and columns from 1', () => {
  const source = new YamlSource('bouton.yaml', 'a: 1\r\nbc: 2\r\n');
  expect(source.position(0)).toEqual({ line: 1, column: 1 });
  expect(source.position(10)).toEqual({ line: 2, column: 5 });
});

test('YamlSource.position() places what is after the end behind the last character', () => {
  expect(new YamlSource('bouton.yaml', 'a: [\n\n\n').position(7)).toEqual({ line: 1, column: 5 });
});

test('YamlSource.hide() masks a value in the shown text, where there is one', () => {
  const source = new YamlSource('bouton.yaml', 'pins: &pins [12, 34]\nothers: *pins\nempty:\n');
  source.hide(['pins', 1]);
  expect(source.shownText).toBe('pins: &pins [12, **]\nothers: *pins\nempty:\n');
  source.hide(['others']);
  for (const path of [['empty'], ['missing'], ['pins', 2], ['empty', 'below']]) source.hide(path);
  expect(source.shownText).toBe('pins: &pins **** ***\nothers: *pins\nempty:\n');
});

test('YamlSource reads YAML 1.1 as Synapse does: of a key that stands twice the last counts', () => {
  const source = new YamlSource('homeserver.yaml', 'a: yes\nb: 1\na: no\n', '1.1');
  expect(source.faults).toEqual([]);
  expect(source.toJs()).toEqual({ a: false, b: 1 });
  expect(source.range(['a'], 'value')).toEqual({ start: 15, end: 17 });
});
