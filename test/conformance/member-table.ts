import { MODULE_API_MEMBERS, type MemberContract } from '@bouton/contract';
import type { ConformanceCase, QualifiedMember, QualifiedOperation } from './conformance-case.ts';
import { countOfCases, markdownTable } from './markdown-table.ts';

const PERMISSION = ['Writes', 'Permission'];
const HOSTS = ['Embedded homeserver', 'Synapse'];

/**
 * All members of Synapse's ModuleApi as a table in Markdown, with how many cases about each pass on the two hosts: if one fails,
 * so does the suite.
 *
 * @throws {Error} If a member has no case on one of the hosts.
 */
export function memberTable(cases: readonly ConformanceCase[]): string {
  const rows = MODULE_API_MEMBERS.filter(({ since }) => since !== undefined).map((member) => [
    `\`${member.name}\``,
    `\`${member.sdkName}\``,
    member.since ?? '',
    ...permissionOf(member),
    ...casesOnHosts(cases, `module_api.${member.name}` as QualifiedMember),
  ]);
  return markdownTable([['Synapse', 'TypeScript', 'Since', ...PERMISSION, ...HOSTS], ...rows]);
}

/** The members that Synapse's ModuleApi has not, likewise. @throws {Error} If one has no case on one of the hosts. */
export function operationTable(cases: readonly ConformanceCase[]): string {
  const rows = MODULE_API_MEMBERS.filter(({ since }) => since === undefined).map((member) => [
    `\`${member.sdkName}\``,
    ...permissionOf(member),
    ...casesOnHosts(cases, `bouton.${member.sdkName}` as QualifiedOperation),
  ]);
  return markdownTable([['TypeScript', ...PERMISSION, ...HOSTS], ...rows]);
}

function permissionOf({ writes, scope }: MemberContract): string[] {
  return [writes ? 'yes' : '', scope === null ? '' : `\`${scope}\``];
}

/** What only other servers bring about. */
const NEEDS_FEDERATION = 'nothing: it does not federate';

function casesOnHosts(cases: readonly ConformanceCase[], member: ConformanceCase['callback']): string[] {
  const about = cases.filter(({ callback }) => callback === member);
  if (about.length === 0) throw new Error(`No conformance case is about ${member}`);
  const embedded = about.filter(({ federation }) => federation !== true).length;
  return [embedded === 0 ? NEEDS_FEDERATION : countOfCases(embedded), countOfCases(about.length)];
}
