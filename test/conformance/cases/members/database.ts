import type { JsonObject, JsonValue } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { DATABASE_PATH } from '../../modules/paths.ts';
import { post } from '../../support/client.ts';

const setup = {
  callback: 'module_api.run_db_interaction',
  modules: [{ module: './database.ts#DatabaseModule' }],
} as const;

async function notesOf(host: ConformanceHost, owner: string): Promise<JsonValue> {
  const query = new URLSearchParams({ owner: host.localpart(owner) });
  return (await (await host.fetch(`${DATABASE_PATH}/notes?${query.toString()}`)).json()) as JsonValue;
}

function add(host: ConformanceHost, owner: string, body: JsonObject): Promise<JsonObject> {
  return post(host, `${DATABASE_PATH}/add`, { owner: host.localpart(owner), ...body });
}

/** What modules can do with the homeserver's database. */
export const databaseMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    title: 'commits when the function returns, and is what it returns',
    run: async (host) => {
      expect(await add(host, 'alice', { notes: ['one', 'two'] })).toEqual({ result: 1 });
      expect(await notesOf(host, 'alice')).toEqual(['one', 'two']);
    },
  },
  {
    ...setup,
    title: 'rolls back when the function throws, and throws the same',
    run: async (host) => {
      const failed = await add(host, 'alice', { notes: ['one'], fail: 'No further' });
      expect(failed).toEqual({ name: 'RangeError', message: 'No further' });
      expect(await notesOf(host, 'alice')).toEqual([]);
    },
  },
  {
    ...setup,
    title: 'rolls back when the database refuses a statement, and says why',
    run: async (host) => {
      const failed = await add(host, 'alice', { notes: ['one', 'one'] });
      expect(failed).toEqual({
        name: 'BoutonError',
        code: 'BOUTON_DATABASE',
        message: expect.stringMatching(/unique/i),
      });
      expect(await notesOf(host, 'alice')).toEqual([]);
    },
  },
  {
    ...setup,
    title: 'runs many statements in one go',
    run: async (host) => {
      const owner = host.localpart('alice');
      const answers = await post(host, `${DATABASE_PATH}/batch`, { owner, notes: ['one', 'two', 'three'] });
      expect(answers).toEqual([[[3]], [], []]);
    },
  },
  {
    ...setup,
    title: 'keeps what values are',
    run: async (host) => {
      const answer = await host.fetch(`${DATABASE_PATH}/values`);
      expect(await answer.json()).toEqual([1, { bigint: (2n ** 60n).toString() }, 1.5, { bytes: [0, 1, 255] }, null]);
    },
  },
  {
    ...setup,
    title: 'rolls back what takes too long; others are served meanwhile',
    run: async (host) => {
      const stuck = host.fetch(`${DATABASE_PATH}/stuck`);
      await host.elapse(400);
      expect(await (await stuck).json()).toEqual({
        name: 'BoutonError',
        code: 'BOUTON_DATABASE_DEADLINE',
        message: expect.stringContaining('took longer than 300 ms'),
      });
      expect(await add(host, 'bob', { notes: ['later'] })).toEqual({ result: 1 });
      expect(await notesOf(host, 'bob')).toEqual(['later']);
    },
  },
  {
    ...setup,
    title: 'runs several at once, whole',
    run: async (host) => {
      const names = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(names.map((name) => add(host, name, { notes: ['one', 'two'] })));
      expect(await Promise.all(names.map((name) => notesOf(host, name)))).toEqual(names.map(() => ['one', 'two']));
    },
  },
];
