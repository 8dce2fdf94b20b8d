import { expect, test } from 'vitest';
import { codeFrame } from './code-frame.ts';
import { YamlSource } from './yaml-source.ts';

function frame(text: string, underlined: string): string {
  const start = text.indexOf(underlined);
  return codeFrame(new YamlSource('bouton.yaml', text), { start, end: start + underlined.length }, 'must be a user ID');
}

const lines = Array.from({ length: 12 }, (_, index) => `key${index + 1}: value${index + 1}`).join('\n');

test('codeFrame() shows the line, two lines around it, and carets under the value', () => {
  expect(frame(lines, 'value9')).toMatchInlineSnapshot(`
    "bouton.yaml:9:7: must be a user ID
       7 | key7: value7
       8 | key8: value8
       9 | key9: value9
         |       ^^^^^^
      10 | key10: value10
      11 | key11: value11"
  `);
});

test('codeFrame() shows fewer lines at the start and at the end of the file', () => {
  expect(frame(`${lines}\n`, 'value1')).toMatchInlineSnapshot(`
    "bouton.yaml:1:7: must be a user ID
      1 | key1: value1
        |       ^^^^^^
      2 | key2: value2
      3 | key3: value3"
  `);
  expect(frame(`${lines}\n`, 'value12')).toMatchInlineSnapshot(`
    "bouton.yaml:12:8: must be a user ID
      10 | key10: value10
      11 | key11: value11
      12 | key12: value12
         |        ^^^^^^^"
  `);
});

test('codeFrame() underlines the first of several lines', () => {
  expect(frame('deny:\r\n  - a\r\n  - b\r\n', '- a\r\n  - b')).toMatchInlineSnapshot(`
    "bouton.yaml:2:3: must be a user ID
      1 | deny:
      2 |   - a
        |   ^^^
      3 |   - b"
  `);
});

test('codeFrame() shows a tab as four columns', () => {
  expect(frame('deny:\t[\t"mallory" ]\t# tabs', '"mallory"')).toMatchInlineSnapshot(`
    "bouton.yaml:1:9: must be a user ID
      1 | deny:    [    "mallory" ]    # tabs
        |               ^^^^^^^^^"
  `);
});

test('codeFrame() cuts lines over 120 columns around the carets', () => {
  const users = Array.from({ length: 40 }, (_, index) => `"@user${index}:example.com"`).join(', ');
  expect(frame(`# ${'long '.repeat(40)}\ndeny: [${users}]\nallow: []\n`, '"@user20:example.com"'))
    .toMatchInlineSnapshot(`
    "bouton.yaml:2:458: must be a user ID
      1 | …
      2 | …xample.com", "@user18:example.com", "@user19:example.com", "@user20:example.com", "@user21:example.com", "@user22:exam…
        |                                                             ^^^^^^^^^^^^^^^^^^^^^
      3 | …"
  `);
  expect(frame(`deny: [${users}]`, '"@user1:example.com"')).toMatchInlineSnapshot(`
    "bouton.yaml:1:30: must be a user ID
      1 | deny: ["@user0:example.com", "@user1:example.com", "@user2:example.com", "@user3:example.com", "@user4:example.com", "@…
        |                              ^^^^^^^^^^^^^^^^^^^^"
  `);
});

test('codeFrame() shows no secrets', () => {
  expect(frame('password: hunter2\ndeny: mallory\n', 'mallory')).toMatchInlineSnapshot(`
    "bouton.yaml:2:7: must be a user ID
      1 | password: *******
      2 | deny: mallory
        |       ^^^^^^^"
  `);
});

test('codeFrame() shows no lines of an empty file', () => {
  expect(codeFrame(new YamlSource('bouton.yaml', ''), { start: 0, end: 0 }, 'server_name is missing')).toBe(
    'bouton.yaml:1:1: server_name is missing',
  );
});
