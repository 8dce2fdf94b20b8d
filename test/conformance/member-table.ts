import { MODULE_API_MEMBERS, toCamelCase } from '@bouton/contract';
import { OPERATIONS } from '@bouton/sdk/host';
import type { ConformanceCase } from './conformance-case.ts';
import { countOfCases, markdownTable } from './markdown-table.ts';

const HOSTS = ['Embedded homeserver', 'Synapse'];

/**
 * All members of Synapse's ModuleApi as a table in Markdown, with how many cases about each pass on the two hosts: where one
 * fails, so does the suite.
 *
 * @throws {Error} Where a member has no case on one of the hosts.
 */
export function memberTable(cases: readonly ConformanceCase[]): string {
  const rows = MODULE_API_MEMBERS.map(({ name, since }) => [
    `\`${name}\``,
    `\`${name.split('.').map(toCamelCase).join('.')}\``,
    since ?? '',
    ...casesOnHosts(cases, `module_api.${name}`),
  ]);
  return markdownTable([['Synapse', 'TypeScript', 'Since', ...HOSTS], ...rows]);
}

/** The members that Synapse's ModuleApi has not, likewise. @throws {Error} Where one has no case on one of the hosts. */
export function operationTable(cases: readonly ConformanceCase[]): string {
  const rows = OPERATIONS.map((name) => [`\`${name}\``, ...casesOnHosts(cases, `bouton.${name}`)]);
  return markdownTable([['TypeScript', ...HOSTS], ...rows]);
}

/** What only other servers bring about. */
const NEEDS_FEDERATION = 'nothing: it does not federate';

function casesOnHosts(cases: readonly ConformanceCase[], member: ConformanceCase['callback']): string[] {
  const about = cases.filter(({ callback }) => callback === member);
  if (about.length === 0) throw new Error(`No conformance case is about ${member}`);
  const embedded = about.filter(({ federation }) => federation !== true).length;
  return [embedded === 0 ? NEEDS_FEDERATION : countOfCases(embedded), countOfCases(about.length)];
}
