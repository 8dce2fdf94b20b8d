import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@bouton/sdk';
import { afterAll, describe, expect, test } from 'vitest';
import { TemplateReader } from './template-reader.ts';

const root = mkdtempSync(join(tmpdir(), 'bouton-templates-'));
afterAll(() => rmSync(root, { recursive: true }));

const PARTS = { publicBaseurl: 'https://example.com/', serverName: 'example.com' };

/** A folder with these files. */
function folder(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(root, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

const own = new TemplateReader({ ...PARTS, customFolder: null });

/** What a template with that text makes of the variables. */
async function rendered(text: string, variables: JsonObject = {}, file = 'page.html'): Promise<string> {
  const path = folder(`single-${Math.random()}`, { [file]: text });
  const [template] = own.read([file], path);
  return (await template?.(variables)) ?? 'nothing';
}

describe('TemplateReader', () => {
  test("`read()` looks in the administrator's folder, then in the given one, then among the homeserver's own", async () => {
    const admin = folder('admin', { 'one.html': 'admin one', 'invalid_token.html': '{% extends "base.html" %}' });
    const given = folder('given', { 'one.html': 'given one', 'two.html': 'given two', 'base.html': 'given base' });
    const names = ['one.html', 'two.html', 'invalid_token.html', 'registration.txt'];
    const templates = new TemplateReader({ ...PARTS, customFolder: admin }).read(names, given);
    const texts = await Promise.all(templates.map((template) => template({ link: 'https://here' })));
    expect(texts.slice(0, 3)).toEqual(['admin one', 'given two', 'given base']);
    expect(texts[3]).toContain('\n\nhttps://here\n\n');
  });

  test('`read()` escapes values in HTML, and not in plain text', async () => {
    const value = { value: `<b> & "it's"` };
    expect(await rendered('{{ value }}', value)).toBe('&lt;b&gt; &amp; &#34;it&#39;s&#34;');
    expect(await rendered('{{ value|safe }}', value)).toBe(`<b> & "it's"`);
    expect(await rendered('{{ value }}', value, 'mail.txt')).toBe(`<b> & "it's"`);
  });

  test.each<[text: string, variables: JsonObject, expected: string]>([
    ['{% for key, value in map.items() %}{{ key }}={{ value }};{% endfor %}', { map: { a: 1, b: 2 } }, 'a=1;b=2;'],
    ['{{ list[1:] | join(",") }}', { list: ['a', 'b', 'c'] }, 'b,c'],
    ['{% if missing %}no{% elif flag == True %}yes{% endif %}', { flag: true }, 'yes'],
    ['{% set x = 2 %}{{ x ** 3 }} {{ "b" in list }}', { list: ['b'] }, '8 True'],
    ['{% include "_base.html" without context %}', {}, '<!doctype html>'],
    ['line\n', {}, 'line'],
    ['{{ server_name }} {{ "a@b@c"|localpart_from_email }}', {}, 'example.com a@b'],
    [
      '{{ uri|mxc_to_http(32, 24) }}',
      { uri: 'mxc://a/b' },
      'https://example.com/_matrix/media/v1/thumbnail/a/b?width=32&amp;height=24&amp;method=crop',
    ],
    ['{{ uri|mxc_to_http(32, 24) }}', { uri: 'https://a/b' }, ''],
    ['{{ at|format_ts("%Y-%m-%d") }}', { at: new Date(2026, 0, 5).getTime() }, '2026-01-05'],
  ])("`read()` reads Jinja's syntax: %s", async (text, variables, expected) => {
    expect((await rendered(text, variables)).slice(0, expected.length || undefined)).toBe(expected);
  });

  test.each<[names: string[], path: string | undefined, message: string]>([
    [['none.html'], undefined, 'Cannot find the template "none.html": it is not in the templates of the homeserver'],
    [
      ['../secret.html'],
      undefined,
      'Cannot find the template "../secret.html": it is not in the templates of the homeserver',
    ],
    [[], '/nowhere', 'Configured template directory does not exist: /nowhere'],
  ])('`read()` of %j in %s throws a ConfigError', (names, path, message) => {
    expect(() => own.read(names, path)).toThrow(expect.objectContaining({ name: 'ConfigError', message }));
  });

  test.each<[text: string, fault: string]>([
    ['a\n{{ x|urlize }}', "page.html, line 2: No filter named 'urlize'; Jinja has it, this homeserver does not"],
    ['{% trans %}a{% endtrans %}', "page.html, line 1: Encountered unknown tag 'trans'"],
    [
      '{% filter upper %}{% include "_base.html" without context %}{% endfilter %}',
      'page.html, line 1: An include without context does not work in a filter, set, macro or call block',
    ],
    ['{{ 1 }', "page.html, line 1: unexpected '}'"],
    ['{% for x in y %}', 'page.html, line 1: Unexpected end of template; wanted is {% endfor %}'],
  ])('`read()` of %j says what is wrong, and where', (text, fault) => {
    const path = folder(`fault-${Math.random()}`, { 'page.html': text, 'outer.html': '{% include "page.html" %}' });
    for (const name of ['page.html', 'outer.html']) {
      expect(() => own.read([name], path)).toThrow(
        expect.objectContaining({ name: 'ConfigError', message: `Cannot read the template "${name}": ${fault}` }),
      );
    }
  });

  test('a template that asks at last for what Python has and this homeserver has not is refused', async () => {
    await expect(rendered('{{ value.swapcase() }}', { value: 'a' })).rejects.toThrow(
      "The attribute swapcase of Python's objects is not supported",
    );
    await expect(rendered('{{ value.upper }}', { value: 'a' })).rejects.toThrow('cannot be written');
  });

  test('`read()` of a malformed template throws a ConfigError', () => {
    const path = folder('malformed', { 'bad.html': '{% if %}' });
    expect(() => own.read(['bad.html'], path)).toThrow(
      expect.objectContaining({
        name: 'ConfigError',
        message: expect.stringMatching(/^Cannot read the template "bad.html": /),
      }),
    );
  });
});
