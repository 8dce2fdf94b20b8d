import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERROR_TABLE } from './error-table.ts';

const packages = new URL('../../../', import.meta.url);
const sources = globSync('*/src/**/*.ts', { cwd: packages, exclude: ['**/*.test.ts', '**/error-table.ts'] });
const used = new Set(
  sources.flatMap((file) => readFileSync(new URL(file, packages), 'utf8').match(/(?<=')BOUTON_[A-Z_]+(?=')/g) ?? []),
);

test('ERROR_TABLE has a row for each code in the sources, and no other', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(Object.keys(ERROR_TABLE).toSorted()).toEqual([...used].toSorted());
});

test.each(Object.entries(ERROR_TABLE))('%s is explained in a sentence', (_code, meaning) => {
  expect(meaning).toMatch(/^[A-Z@].*\.$/);
});
