// `node test/conformance/update-readme.ts` writes the tables that are generated from the cases.
import { readFileSync, writeFileSync } from 'node:fs';
import { CASES } from './all-cases.ts';
import { GENERATED_TABLES, withTable } from './readme.ts';

for (const { file, name, make } of GENERATED_TABLES) {
  writeFileSync(file, withTable(readFileSync(file, 'utf8'), name, make(CASES)));
}
