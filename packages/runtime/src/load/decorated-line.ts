import { existsSync, readFileSync } from 'node:fs';

/** What may stand between a decorator and the name of its member: comments, modifiers and other decorators. */
const BETWEEN =
  '(?:\\s|\\*|//[^\\n]*|/\\*[\\s\\S]*?\\*/|@\\w+(?:\\([^@]*?\\))?|\\b(?:public|protected|private|static|override|async|readonly|get|set|accessor)\\b)*';

/**
 * Where a decorator stands that threw, as `/path/file.ts:line:column`. Compilers call legacy decorators at the end of the class,
 * so this looks for the decorator and the member that its message names.
 *
 * @param place - Where the compiler called it, as `/path/file.ts:line:column`.
 * @param message - It begins with the decorator and its member: `@SpamChecker Guard.userMayInvit: …`.
 * @returns `place`, if there is no such file, or it has no such decorator or several.
 */
export function decoratedLine(place: string, message: string): string {
  const [, file = ''] = /^(.*?)(?::\d+)+$/.exec(place) ?? [];
  const [, decorator, member] = /^@(\w+)(?:\(.*?\))? (?:stands on )?(?:\w+\.)?(\w+)[:,]/.exec(message) ?? [];
  // A source map may name a file that was not published.
  if (decorator === undefined || member === undefined || !existsSync(file)) return place;
  const source = readFileSync(file, 'utf8');
  const pattern = new RegExp(`@${decorator}\\b(?:\\([^@]*?\\))?${BETWEEN}\\b${member}\\b`, 'g');
  const [match, ...more] = source.matchAll(pattern);
  if (match === undefined || more.length > 0) return place;
  const before = source.slice(0, match.index + 1).split('\n');
  return `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
