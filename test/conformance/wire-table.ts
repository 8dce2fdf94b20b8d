import { MODULE_API_MEMBERS, toCamelCase, type MemberContract, type MemberParameter } from '@bouton/contract';
import { markdownTable } from './markdown-table.ts';

/** The members that are asked of Synapse by `api.<member>`, with the types of their arguments and answers, as a table in Markdown. */
export function wireTable(): string {
  const asked = MODULE_API_MEMBERS.filter(({ way, kind }) => way === 'api' && kind === 'method');
  return markdownTable([['Member', 'Arguments', 'Answer'], ...asked.map(rowOf)]);
}

function rowOf({ sdkName, parameters, result }: MemberContract): string[] {
  return [`\`${sdkName}\``, parameters.map(argumentOf).join(', '), `\`${result}\``];
}

function argumentOf({ name, isOptional, type }: MemberParameter): string {
  const options = typeof type === 'string' ? type : `{ ${Object.entries(type).map(optionOf).join(', ')} }`;
  return `\`${toCamelCase(name)}${isOptional ? '?' : ''}: ${options}\``;
}

function optionOf([name, type]: [string, string]): string {
  return `${toCamelCase(name)}: ${type}`;
}
