import {
  CALLBACKS,
  categoryKey,
  toCamelCase,
  type CallbackContract,
  type CombiningRule,
  type PlainRule,
} from '@bouton/contract';
import type { ConformanceCase, QualifiedCallback } from './conformance-case.ts';
import { countOfCases, markdownTable } from './markdown-table.ts';

const HEADER = ['Callback', 'Decorator', 'Since', 'Answers of several modules', 'Embedded homeserver', 'Synapse'];

const RULES: Readonly<Record<PlainRule['rule'], string>> = {
  firstTruthy: 'the first that is truthy counts',
  firstFalsy: 'the first that is falsy refuses',
  firstAnswer: 'the first that is not null counts',
  firstBehaviour: 'the first other than `allow` counts',
  veto: '`false` refuses',
  allowOrReplace: 'the first denial or replacement counts',
  throwToVeto: 'the first exception refuses',
  notifyAll: 'every module is told',
  firstLogin: 'the first login counts',
  firstString: 'the first text counts',
  mergeSetMaps: 'sets are united',
  mergeSetsOrAll: 'sets are united, unless all users are named',
  mergeFields: 'fields are merged; the last module wins',
  firstRegistered: 'only the first module is asked',
  onlyRegistered: 'only one module may have it',
};

/** What the embedded homeserver lacks around callbacks that it asks. */
const LIMITS: Partial<Record<QualifiedCallback, string>> = {
  'spam_checker.user_may_send_3pid_invite': 'without an identity server, the invite then fails',
  'third_party_rules.check_threepid_can_be_invited': 'without an identity server, the invite then fails',
};

/**
 * All callbacks of the contract as a table in Markdown, with how many cases about each pass on the two hosts: where one
 * fails, so does the suite.
 *
 * @throws {Error} Where a callback has neither a case nor a reason why it has none, or has both.
 */
export function callbackTable(cases: readonly ConformanceCase[]): string {
  const rows = CALLBACKS.map((row) => {
    // The contract's own names.
    const callback = `${row.category}.${row.name}` as QualifiedCallback;
    const about = cases.filter((each) => each.callback === callback);
    return [
      `\`${toCamelCase(row.name)}\``,
      `\`${decoratorOf(row)}\``,
      row.since,
      inWords(row.combine),
      embedded(row, callback, about.filter(({ federation }) => federation !== true).length),
      synapse(callback, about.length),
    ];
  });
  return markdownTable([HEADER, ...rows]);
}

function decoratorOf({ category, perLoginType }: CallbackContract): string {
  if (perLoginType) return '@AuthChecker(type, fields)';
  return `@${categoryKey(category).replace(/^./, (first) => first.toUpperCase())}`;
}

function inWords(combine: CombiningRule): string {
  if (combine.rule !== 'firstDenial') return RULES[combine.rule];
  const { thenAsk } = combine;
  return `the first denial refuses${thenAsk === undefined ? '' : `; then \`${toCamelCase(thenAsk.callback)}\` is asked`}`;
}

function embedded({ category, operation }: CallbackContract, callback: QualifiedCallback, cases: number): string {
  const limit = LIMITS[callback];
  const reason = category === 'federation' || operation === 'remoteEvent' ? 'only other servers trigger it' : undefined;
  if (cases > 0 && reason !== undefined) {
    throw new Error(`A conformance case is about ${callback}, but the table says of it: ${reason}`);
  }
  if (cases === 0 && reason === undefined) {
    throw new Error(`No conformance case is about ${callback}, and nothing says why`);
  }
  return reason ?? (limit === undefined ? countOfCases(cases) : `${countOfCases(cases)}; ${limit}`);
}

function synapse(callback: QualifiedCallback, cases: number): string {
  if (cases === 0) throw new Error(`No conformance case is about ${callback} on Synapse`);
  return countOfCases(cases);
}
