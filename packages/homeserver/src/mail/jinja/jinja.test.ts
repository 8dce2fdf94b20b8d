import { expect, test } from 'vitest';
import { readExpected } from './test/expected.ts';
import { TemplateFault } from './fault.ts';
import { filesOf, PAGES, PROBES, VARIABLES } from './test/probes.ts';
import { Templates } from './templates.ts';

/** What the templates make of a page; null: it is refused. */
function textOf(files: Readonly<Record<string, string>>, page: string): string | null {
  const templates = new Templates({ load: (name) => files[name] });
  try {
    const template = templates.read(page);
    return template === undefined ? null : templates.render(template, VARIABLES);
  } catch (error) {
    if (error instanceof TemplateFault) return null;
    throw error;
  }
}

const expected = readExpected();

test('expected.json has a row for every page of every probe', () => {
  const pages = PAGES.flatMap((page) => PROBES.map((probe) => [page, filesOf(probe, page)[page]]));
  expect(expected.map(([page, template]) => [page, template])).toEqual(pages);
  expect(expected.filter(([, , text]) => text !== null).length).toBeGreaterThan(250);
});

test.each(PAGES.flatMap((page) => PROBES.map((probe) => ({ page, probe }))))(
  '`Templates` makes of $page $probe what Jinja makes of it',
  ({ page, probe }) => {
    const files = filesOf(probe, page);
    const row = expected.find(([name, template]) => name === page && template === files[page]);
    expect(textOf(files, page)).toBe(row?.[2]);
  },
);
