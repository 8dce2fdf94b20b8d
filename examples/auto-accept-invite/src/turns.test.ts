import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('Turns runs the tasks of one key one after another, and those of others side by side', async () => {
  const turns = new Turns<string>();
  const seen: string[] = [];
  const run = (key: string, name: string) =>
    turns.run(key, async () => {
      seen.push(`${name} begins`);
      await setImmediate();
      seen.push(`${name} ends`);
      return name;
    });

  expect(await Promise.all([run('a', 'one'), run('a', 'two'), run('b', 'other')])).toEqual(['one', 'two', 'other']);
  expect(seen).toEqual(['one begins', 'other begins', 'one ends', 'two begins', 'other ends', 'two ends']);
});

test('Turns goes on after a task that failed, and tells only who asked for it', async () => {
  const turns = new Turns<string>();

  const outcomes = await Promise.allSettled([
    turns.run('a', () => Promise.reject(new Error('broken'))),
    turns.run('a', async () => 'fine'),
  ]);

  expect(outcomes).toEqual([
    { status: 'rejected', reason: new Error('broken') },
    { status: 'fulfilled', value: 'fine' },
  ]);
});
