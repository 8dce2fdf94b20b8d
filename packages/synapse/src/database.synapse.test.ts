import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseOf, startSynapse, type SynapseProcess } from './test/start-synapse.ts';

let synapse: SynapseProcess;

beforeAll(async () => {
  const project = fileURLToPath(new URL('fixtures', import.meta.url));
  synapse = await startSynapse({ items: [{ project, modules: [{ module: './ledger.ts#Ledger' }] }] });
});

afterAll(() => synapse[Symbol.asyncDispose]());

beforeEach(() => run('create'));

async function run(scenario: string): Promise<unknown> {
  const response = await fetch(`${synapse.url}/_synapse/client/ledger`, { method: 'POST', body: scenario });
  const body = (await response.json()) as { answer?: unknown };
  return response.ok ? body.answer : body;
}

describe('`runDbInteraction()` in Synapse', () => {
  test('keeps every value exactly', async () => {
    const MAX = Number.MAX_SAFE_INTEGER;
    expect(await run('values')).toEqual([
      [1, 0.5, 'it’s 100 % "fine"?\n\u{1f600}', 1, { hex: '0080ff' }, 'a%'],
      ['9223372036854775807n', -1e300, '', 0, { hex: '' }, 'a%'],
      ['-9223372036854775808n', 0.1, '%s', null, null, 'a%'],
      [MAX, 2 ** 53, null, null, null, 'a%'],
      // SQLite has no negative zero.
      [null, 0, null, null, null, 'a%'],
    ]);
  });

  test('gives rows and counts, of one statement and of batches, and commits', async () => {
    expect(await run('fetch')).toEqual([
      3,
      'undefined',
      3,
      ['a'],
      [['b'], ['c']],
      'undefined',
      [],
      [[], [[1], [20], [30]], []],
      1,
    ]);
    expect(await run('amounts')).toEqual([
      ['b', 20],
      ['c', 30],
    ]);
  });

  test('rolls back what throws, and throws the same', async () => {
    expect(await run('rollBack')).toEqual([true, 'BOUTON_DATABASE: no such table: ledger_lost']);
    expect(await run('amounts')).toEqual([]);
  });

  test("refuses with the database's own words", async () => {
    expect(await run('refused')).toEqual([
      'BOUTON_DATABASE: near "SELEKT": syntax error',
      'BOUTON_DATABASE: Incorrect number of bindings supplied. The current statement uses 1, and there are 0 supplied.',
      'BOUTON_DATABASE: UNIQUE constraint failed: ledger.name',
      'TypeError: A parameter of a statement is of type object; a string, number, bigint, boolean, Uint8Array or null is wanted',
      'RangeError: The deadline of a transaction is 0 ms; a positive number is wanted',
    ]);
    expect(await run('amounts')).toEqual([]);
  });

  test('goes on if a module gets over a refusal', async () => {
    expect(await run('swallowed')).toBe('succeeded');
    expect(await run('amounts')).toEqual([['swallowed', 1]]);
  });

  test('rolls back at the deadline, whatever the module does', async () => {
    const late = 'BOUTON_DATABASE_DEADLINE: The transaction took longer than 300 ms';
    expect(await run('deadline')).toEqual([late, true, late]);
    expect(await run('amounts')).toEqual([]);
  });

  test('breaks off a statement at the deadline', async () => {
    const late = 'BOUTON_DATABASE_DEADLINE: The transaction took longer than 300 ms';
    expect(await run('slowStatement')).toEqual([late, true, [[1]]]);
  });

  test('leaves nothing to do once it is over', async () => {
    expect(await run('afterwards')).toBe('BOUTON_DATABASE: The transaction is over');
  });

  test('runs several at once, none of which loses what another one wrote', async () => {
    expect(await run('atOnce')).toEqual([[[3]], true]);
  });

  test('is called again if the database asks for it', async () => {
    const other = new DatabaseSync(databaseOf(synapse.folder));
    other.exec('BEGIN IMMEDIATE');
    // SQLite waits five seconds for the other one to end before it gives up.
    const release = setTimeout(6000).then(() => other.exec('COMMIT'));
    expect(await run('contended')).toBe(2);
    await release;
    other.close();
    expect(await run('amounts')).toEqual([['contended', 1]]);
  });

  test('rolls back at once when the Node host is gone', async () => {
    expect(await run('abandon')).toBe('open');
    const [host] = await synapse.nodeHosts();
    process.kill(Number(host), 'SIGKILL');
    const since = performance.now();
    await expect.poll(() => run('amounts'), { timeout: 10_000 }).toEqual([]);
    expect(performance.now() - since).toBeLessThan(5000);
  });
});
