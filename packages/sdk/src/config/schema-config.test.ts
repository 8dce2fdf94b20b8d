import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type } from 'arktype';
import * as valibot from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Module } from '../decorators/module.ts';
import { readModuleNote } from '../metadata/read-class-notes.ts';
import type { ParsedConfig } from '../metadata/parsed-config.ts';
import type { ModuleApi } from '../module-api.ts';

interface Config {
  readonly size: number;
  readonly token: string;
  readonly servers: readonly { readonly url: string; readonly password?: string | undefined }[];
}

const zodSchema = z.object({
  size: z.int().default(5),
  token: z.string().min(3),
  servers: z.array(z.object({ url: z.string(), password: z.string().optional() })).default([]),
});
const valibotSchema = valibot.object({
  size: valibot.optional(valibot.pipe(valibot.number(), valibot.integer()), 5),
  token: valibot.pipe(valibot.string(), valibot.minLength(3)),
  servers: valibot.optional(
    valibot.array(valibot.object({ url: valibot.string(), password: valibot.optional(valibot.string()) })),
    [],
  ),
});
const arktypeSchema = type({
  '+': 'delete',
  size: 'number.integer = 5',
  token: 'string >= 3',
  servers: type({ '+': 'delete', url: 'string', 'password?': 'string' })
    .array()
    .default(() => []),
});

const secrets = ['token', 'servers.*.password'];

@Module({ config: zodSchema, secrets })
class ZodModule {
  constructor(
    readonly config: Config,
    readonly api: ModuleApi,
  ) {}
}

@Module({ config: valibotSchema, secrets })
class ValibotModule {
  constructor(readonly config: Config) {}
}

@Module({ config: arktypeSchema, secrets })
class ArktypeModule {
  constructor(readonly config: Config) {}
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bouton-schema-'));
  writeFileSync(join(folder, 'token'), 'hunter2\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

function parse(module: new (...args: never[]) => object, raw: unknown): ParsedConfig | undefined {
  return readModuleNote(module)?.parseConfig(raw, { folder });
}

/** Where the faults are, and what they are. */
function faults(module: new (...args: never[]) => object, raw: unknown): readonly string[] {
  const parsed = parse(module, raw);
  return parsed?.ok === false
    ? parsed.issues.map(({ path, at, message }) => `${path.join('/')} (${at}) ${message}`)
    : [];
}

describe.each([
  [
    'zod',
    ZodModule,
    {
      size: 'Invalid input: expected number, received string',
      missing: 'Invalid input: expected string, received undefined',
      url: 'Invalid input: expected string, received number',
    },
  ],
  [
    'valibot',
    ValibotModule,
    {
      size: 'Invalid type: Expected number but received "many"',
      missing: 'Invalid key: Expected "token" but received undefined',
      url: 'Invalid type: Expected string but received 7',
    },
  ],
  [
    'arktype',
    ArktypeModule,
    {
      size: 'must be a number (was a string)',
      missing: 'must be a string (was missing)',
      url: 'must be a string (was a number)',
    },
  ],
] as const)('a schema of %s', (_, module, messages) => {
  test('gives defaults, and hides secrets', () => {
    const parsed = parse(module, { token: 'hunter2', servers: [{ url: 'a', password: 'hunter3' }, { url: 'b' }] });
    expect(parsed).toMatchObject({ ok: true, secrets: [['token'], ['servers', 0, 'password']] });
    const { value } = parsed as { readonly value: Config };
    expect([value.size, value.token, value.servers.map(({ password }) => password)]).toEqual([
      5,
      'hunter2',
      ['hunter3', undefined],
    ]);
    expect(JSON.stringify(value)).not.toContain('hunter');
  });

  test('finds every fault where it stands', () => {
    expect(faults(module, { size: 'many', servers: [{ url: 7 }] }).toSorted()).toEqual([
      `servers/0/url (value) ${messages.url}`,
      `size (value) ${messages.size}`,
      `token (value) ${messages.missing}`,
    ]);
  });

  test('refuses keys that it takes no notice of, beside other faults too', () => {
    const unknown = ['servers/0/ulr (key) is not a known key', 'sise (key) is not a known key'];
    expect(faults(module, { token: 'abc', sise: 5, servers: [{ url: 'a', ulr: 1 }] }).toSorted()).toEqual(unknown);
    expect(faults(module, { token: 'abc', size: 'many', sise: 5, servers: [{ url: 'a', ulr: 1 }] }).toSorted()).toEqual(
      [...unknown, `size (value) ${messages.size}`],
    );
  });

  test('reads secrets from files, and shows none in a message', () => {
    expect(parse(module, { token_path: 'token' })).toMatchObject({ ok: true, value: { size: 5 } });
    expect((parse(module, { token_path: 'token' }) as { readonly value: Config }).value.token).toBe('hunter2');
    expect(faults(module, { token_path: 'none' })).toEqual([
      `token_path (value) must be the path of a file that can be read: ENOENT: no such file or directory, open '${join(folder, 'none')}'`,
    ]);
    expect(faults(module, { token: 'abc', token_path: 'token' })).toEqual([
      'token_path (key) must not stand beside token',
    ]);
    expect(faults(module, { token: 'abc', servers: [{ url: 'a', password: 918_273 }] }).join()).not.toContain('918273');
  });
});

test('a key that a schema renames is not unknown', () => {
  @Module({ config: z.object({ from: z.int().default(22) }).transform(({ from }) => ({ start: from })) })
  class Renaming {
    constructor(readonly config: { readonly start: number }) {}
  }
  expect(parse(Renaming, { from: 22 })).toEqual({ ok: true, value: { start: 22 } });
});

test('a strict schema names the keys that it does not know', () => {
  @Module({ config: z.strictObject({ size: z.int() }) })
  class Strict {
    constructor(readonly config: { readonly size: number }) {}
  }
  expect(faults(Strict, { size: 5, sise: 5 })).toEqual(['sise (key) is not a known key']);
});

test('a schema that answers later, or fails, refuses the config', () => {
  @Module({ config: z.object({}).refine(async () => true) })
  class Later {}
  const fail = (): object => {
    throw new Error('no such size');
  };
  @Module({ config: valibot.pipe(valibot.object({}), valibot.transform(fail)) })
  class Failing {}

  expect(faults(Later, {})).toEqual([
    ' (value) cannot be checked at once: its schema is asynchronous, or what it calls fails',
  ]);
  expect(faults(Failing, {})).toEqual([' (value) its schema failed: no such size']);
});

test('parseConfig gets what the schema makes', () => {
  @Module({ config: z.object({ size: z.int() }) })
  class Parsing {
    static parseConfig({ size }: { readonly size: number }): number {
      return size * 2;
    }

    constructor(readonly size: number) {}
  }
  expect(parse(Parsing, { size: 5 })).toEqual({ ok: true, value: 10 });
});

test('@Module refuses what is neither a class nor a schema, and secrets beside a class', () => {
  expect(() => Module({ config: {} as never })).toThrow(
    '@Module wants a class or a schema as config; is it imported with "import type", or in a circle?',
  );
  expect(() => Module({ config: class {}, secrets: ['token'] })).toThrow(
    '@Module takes secrets with a schema; a class has @Secret()',
  );
});

// Only compiled.
export function refusedByTheCompiler(): unknown {
  // @ts-expect-error The schema gives a number.
  @Module({ config: z.object({ size: z.int() }) })
  class Refused {
    constructor(readonly config: { readonly size: string }) {}
  }
  return Refused;
}
