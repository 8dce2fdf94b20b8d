import { CALLBACKS, toCamelCase, type CallbackContract, type CombiningRule, type PlainRule } from '@bouton/contract';
import type { ConformanceCase, QualifiedCallback } from './conformance-case.ts';

const HEADER = ['Callback', 'Decorator', 'Synapse', 'Answers of several modules', 'Embedded homeserver'];

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

/** What the embedded homeserver lacks so that nothing asks these callbacks there. */
const MISSING: Partial<Record<QualifiedCallback, string>> = {
  'background_update_controller.on_update': 'not yet: it has no background updates',
  'background_update_controller.default_batch_size': 'not yet: it has no background updates',
  'background_update_controller.min_batch_size': 'not yet: it has no background updates',
};

/** What the embedded homeserver lacks around callbacks that it asks. */
const LIMITS: Partial<Record<QualifiedCallback, string>> = {
  'spam_checker.check_media_file_for_spam': 'it makes no thumbnails',
  'spam_checker.user_may_send_3pid_invite': 'without an identity server, the invite then fails',
  'third_party_rules.check_threepid_can_be_invited': 'without an identity server, the invite then fails',
  'password_auth_provider.is_3pid_allowed': 'it does not send mail yet, so the request then fails',
};

/**
 * All callbacks of the contract as a table in Markdown, with what the embedded homeserver does.
 *
 * @throws {Error} Where a callback has neither a case nor a reason why it has none, or has both.
 */
export function callbackTable(cases: readonly ConformanceCase[]): string {
  const tested: ReadonlySet<string> = new Set(cases.map(({ callback }) => callback));
  const rows = CALLBACKS.map((row) => [
    `\`${toCamelCase(row.name)}\``,
    `\`${decoratorOf(row)}\``,
    row.since,
    inWords(row.combine),
    embedded(row, tested),
  ]);
  return toMarkdown([HEADER, ...rows]);
}

function decoratorOf({ category, perLoginType }: CallbackContract): string {
  if (perLoginType) return '@AuthChecker(type, fields)';
  if (category === 'add_extra_fields_to_unsigned_client_event') return '@UnsignedEventData';
  return `@${toCamelCase(`_${category}`)}`;
}

function inWords(combine: CombiningRule): string {
  if (combine.rule !== 'firstDenial') return RULES[combine.rule];
  const { thenAsk } = combine;
  return `the first denial refuses${thenAsk === undefined ? '' : `; then \`${toCamelCase(thenAsk)}\` is asked`}`;
}

function embedded({ category, name, operation }: CallbackContract, tested: ReadonlySet<string>): string {
  // The contract's own names.
  const callback = `${category}.${name}` as QualifiedCallback;
  const limit = LIMITS[callback];
  const reason =
    category === 'federation' || operation === 'remoteEvent' ? 'only other servers trigger it' : MISSING[callback];
  if (tested.has(callback) === (reason !== undefined)) {
    throw new Error(
      reason === undefined
        ? `No conformance case is about ${callback}, and nothing says why`
        : `A conformance case is about ${callback}, but the table says of it: ${reason}`,
    );
  }
  return reason ?? (limit === undefined ? 'yes' : `yes; ${limit}`);
}

function toMarkdown(rows: readonly (readonly string[])[]): string {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [header = [], ...body] = rows;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
