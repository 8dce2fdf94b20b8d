// `node test/conformance/update-readme.ts` writes the table of callbacks into the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { callbackTable } from './callback-table.ts';
import { CASES } from './all-cases.ts';
import { README, withTable } from './readme.ts';

writeFileSync(README, withTable(readFileSync(README, 'utf8'), callbackTable(CASES)));
