import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoutonError } from '@bouton/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDataDirectory } from './data-directory.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'bouton-test-')), 'data');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const failure = (open: () => unknown) => {
  try {
    open();
  } catch (error) {
    return error instanceof BoutonError ? [error.code, error.message] : error;
  }
  return undefined;
};

describe('openDataDirectory()', () => {
  test('`openDataDirectory()` creates the folder, and a key that only the owner can read', () => {
    using data = openDataDirectory(folder);
    expect(statSync(join(folder, 'signing.key')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder, 'signing.key'), 'utf8')).toMatch(/^ed25519 a_\w+ [\w+/]{43}\n$/);
    expect(data.mediaFolder).toBe(join(folder, 'media'));
  });

  test('`openDataDirectory()` finds again what was there', async () => {
    const first = openDataDirectory(folder);
    await first.database.write(() => first.database.run("INSERT INTO profiles (user_id) VALUES ('@a:test')"));
    first[Symbol.dispose]();
    using second = openDataDirectory(folder);
    expect(second.database.all('SELECT user_id FROM profiles')).toEqual([{ user_id: '@a:test' }]);
    expect(second.signingKey.toStored()).toEqual(first.signingKey.toStored());
  });

  test('`openDataDirectory()` lets only one process in', () => {
    const inUse = ['BOUTON_DATA_DIRECTORY', `Cannot use the data directory "${folder}": another process is using it`];
    const data = openDataDirectory(folder);
    expect(failure(() => openDataDirectory(folder))).toEqual(inUse);
    const script = `
      import { openDataDirectory } from ${JSON.stringify(new URL('./data-directory.ts', import.meta.url).href)};
      try { openDataDirectory(${JSON.stringify(folder)}); } catch (error) { console.log(error.code); }`;
    const other = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect(other.stdout.trim()).toBe('BOUTON_DATA_DIRECTORY');
    data[Symbol.dispose]();
    openDataDirectory(folder)[Symbol.dispose]();
  });

  test('`openDataDirectory()` is not kept out by a process that was killed', () => {
    const script = `
      import { openDataDirectory } from ${JSON.stringify(new URL('./data-directory.ts', import.meta.url).href)};
      openDataDirectory(${JSON.stringify(folder)});
      process.kill(process.pid, 'SIGKILL');`;
    const killed = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect(killed.signal).toBe('SIGKILL');
    openDataDirectory(folder)[Symbol.dispose]();
  });

  test('`openDataDirectory()` leaves alone what another version wrote', () => {
    const data = openDataDirectory(folder);
    data.database.execute('PRAGMA user_version = 99');
    data[Symbol.dispose]();
    expect(failure(() => openDataDirectory(folder))).toEqual([
      'BOUTON_DATA_DIRECTORY',
      'Cannot use the database: it has version 99 of the tables, expected 1',
    ]);
  });

  test('`openDataDirectory()` in memory leaves nothing behind', () => {
    const data = openDataDirectory(':memory:');
    expect(existsSync(data.mediaFolder)).toBe(true);
    data[Symbol.dispose]();
    expect(existsSync(data.mediaFolder)).toBe(false);
  });
});
