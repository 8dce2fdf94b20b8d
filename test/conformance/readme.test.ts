import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CASES } from './all-cases.ts';
import { GENERATED_TABLES, withTable } from './readme.ts';

test.each(GENERATED_TABLES)(
  'the table of $name is the one that `node test/conformance/update-readme.ts` writes',
  ({ file, name, make }) => {
    const text = readFileSync(file, 'utf8');
    expect(text).toBe(withTable(text, name, make(CASES)));
  },
);
