import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/workspace.mjs';

const pages = globSync(['*.md', '{docs,packages,examples,test}/**/*.md'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/.venv/**', '**/dist/**', '**/api/*.api.md'],
});

test('the links of all pages lead to files that are there', () => {
  const broken = pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8').replaceAll(/^```.*?^```/gms, '');
    return [...text.matchAll(/\]\(([^()\s#:]+)(?:#[^()\s]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page}: ${target}`);
  });
  expect(pages.length).toBeGreaterThan(10);
  expect(broken).toEqual([]);
});
