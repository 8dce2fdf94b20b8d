import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MinLength, Secret, Type, ValidateNested } from './index.ts';
import { parseWithConfigClass } from './parse-with-config-class.ts';

class Database {
  @MinLength(3)
  @Secret()
  password!: string;
}

class Config {
  @Secret()
  token: string = 'default';

  @ValidateNested({ each: true })
  @Type(() => Database)
  databases: Database[] = [];
}

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bouton-secret-'));
  file = join(folder, 'password');
  writeFileSync(file, 'line one\nhunter2\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The config as the module reads it. */
function configOf(raw: unknown): Config {
  const parsed = parseWithConfigClass(Config, raw);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value as Config;
}

describe('Secret', () => {
  test('gives the module the string', () => {
    expect(configOf({ token: 'abc' }).token).toBe('abc');
    expect(configOf({}).token).toBe('default');
  });

  test('is read from the file that <property>_path names, without its last line break', () => {
    const { token, databases } = configOf({ token_path: file, databases: [{ password_path: file }] });

    expect(token).toBe('line one\nhunter2');
    expect(databases.map(({ password }) => password)).toEqual(['line one\nhunter2']);
  });

  test('is not printed', () => {
    const config = configOf({ token: 'abc', databases: [{ password: 'hunter2' }, { password_path: file }] });
    const printed = [inspect(config, { depth: 9 }), JSON.stringify(config), JSON.stringify(Object.assign({}, config))];

    expect(printed).toEqual([
      'Config { databases: [ Database {}, Database {} ] }',
      '{"databases":[{},{}]}',
      '{"databases":[{},{}]}',
    ]);
  });

  test('may be changed by the module, and stays hidden', () => {
    const config = configOf({});
    config.token = 'rotated';

    expect(config.token).toBe('rotated');
    expect(JSON.stringify(config)).toBe('{"databases":[]}');
  });

  test('refuses both the string and the file', () => {
    expect(parseWithConfigClass(Config, { token: 'abc', token_path: file })).toEqual({
      ok: false,
      issues: [{ path: ['token_path'], at: 'key', message: 'must not stand beside token' }],
      secrets: [['token']],
    });
  });

  test('refuses a file that cannot be read, and says no more of the secret', () => {
    const missing = join(folder, 'missing');

    expect(parseWithConfigClass(Config, { databases: [{ password_path: missing }] })).toEqual({
      ok: false,
      issues: [
        {
          path: ['databases', 0, 'password_path'],
          at: 'value',
          message: `must be the path of a file that can be read: ENOENT: no such file or directory, open '${missing}'`,
        },
      ],
    });
  });

  test('is read without a byte order mark, from a path that is relative to the configuration', () => {
    writeFileSync(join(folder, 'marked'), '\u{FEFF}hunter2\r\n');

    expect(parseWithConfigClass(Config, { token_path: 'marked' }, { folder })).toMatchObject({
      value: { token: 'hunter2' },
    });
  });

  test('refuses an empty file', () => {
    writeFileSync(join(folder, 'empty'), '\n');

    expect(parseWithConfigClass(Config, { token_path: join(folder, 'empty') })).toEqual({
      ok: false,
      issues: [{ path: ['token_path'], at: 'value', message: 'must be the path of a file that is not empty' }],
    });
  });

  test('refuses what is not a path', () => {
    expect(parseWithConfigClass(Config, { token_path: 5 })).toEqual({
      ok: false,
      issues: [{ path: ['token_path'], at: 'value', message: 'must be the path of a file' }],
    });
  });

  test('is validated wherever it comes from', () => {
    writeFileSync(join(folder, 'short'), 'ab\n');
    const wanted = 'must be longer than or equal to 3 characters';

    expect(
      parseWithConfigClass(Config, {
        token: 5,
        databases: [{ password: 'a' }, { password_path: join(folder, 'short') }, {}],
      }),
    ).toEqual({
      ok: false,
      issues: [
        { path: ['token'], at: 'value', message: 'must be a string' },
        { path: ['databases', 0, 'password'], at: 'value', message: wanted },
        { path: ['databases', 1, 'password'], at: 'value', message: wanted },
        { path: ['databases', 2, 'password'], at: 'value', message: `is required: ${wanted}` },
      ],
      secrets: [['token'], ['databases', 0, 'password']],
    });
  });

  test('says where it stands, so that nobody prints it', () => {
    const parsed = parseWithConfigClass(Config, {
      token: 'abc',
      databases: [{ password_path: file }, { password: 'abc' }],
    });
    expect(parsed).toMatchObject({ ok: true, secrets: [['token'], ['databases', 1, 'password']] });
  });

  test('is known by both keys', () => {
    expect(parseWithConfigClass(Database, { password: 'abc', pasword: 'abc' })).toMatchObject({
      issues: [{ path: ['pasword'], knownKeys: ['password', 'password_path'] }],
    });
  });
});
