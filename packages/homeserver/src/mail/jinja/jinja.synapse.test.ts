import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ensureSynapseVenv } from '../../../../../scripts/synapse-venv.mjs';
import { filesOf, PAGES, PROBES, VARIABLES } from './test/probes.ts';
import { expectedText } from './test/expected.ts';

/** Renders probes with the Jinja of Synapse's environment, with the autoescape that Synapse sets. */
const PROGRAM = `
import json, sys
import jinja2
asked = json.load(sys.stdin)
answers = []
for page, files in asked["templates"]:
    environment = jinja2.Environment(loader=jinja2.DictLoader(files), autoescape=jinja2.select_autoescape())
    try:
        answers.append(environment.get_template(page).render(**json.loads(json.dumps(asked["variables"]))))
    except Exception:
        answers.append(None)
json.dump(answers, sys.stdout)
`;

test("expected.json holds what Jinja in Synapse's environment makes of every probe", async () => {
  const templates = PAGES.flatMap((page) => PROBES.map((probe) => [page, filesOf(probe, page)] as const));
  const input = JSON.stringify({ templates, variables: VARIABLES });
  const output = execFileSync(await ensureSynapseVenv(), ['-c', PROGRAM], { input, encoding: 'utf8' });
  const answers = JSON.parse(output) as readonly (string | null)[];
  const rows = templates.map(([page, files], index) => [page, files[page] ?? '', answers[index] ?? null] as const);
  await expect(expectedText(rows)).toMatchFileSnapshot('test/expected.json');
});
