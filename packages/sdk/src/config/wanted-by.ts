import type { PropertyRule } from './property-rules.ts';

/** What class-validator says less well, or in the words of JavaScript. */
const WORDS: Readonly<Record<string, string>> = {
  arrayUnique: 'must not hold the same value twice',
  isArray: 'must be a list',
  isBoolean: 'must be true or false',
  isInt: 'must be an integer',
  isNumber: 'must be a number',
  isObject: 'must be a mapping',
  nestedValidation: 'must be a mapping',
};

/**
 * Says what a rule of class-validator wants, as a sentence without a subject: `must be an integer`. An author's own
 * message stays as it is.
 *
 * @param name - Under which class-validator reports the rule: `isInt`.
 * @param text - Its report: `each value in levels must be an integer number`.
 */
export function wantedBy(name: string, text: string, property: string, rule: PropertyRule | undefined): string {
  const isOwn = name === 'nestedValidation' ? !text.includes('nested property') : Boolean(rule?.message);
  if (isOwn) return text;
  const words = WORDS[name];
  if (words !== undefined) return words;

  const sentence = text.replace(/^each value in /, '').replace(/\.$/, '');
  const predicate = [`${property} `, `${property}'s `].find((subject) => sentence.startsWith(subject));
  return sentence.slice(predicate?.length ?? 0).replace(/^should not/, 'must not');
}
