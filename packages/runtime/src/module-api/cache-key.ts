import { describeValue } from '../text/describe-value.ts';

/**
 * The key of a call's arguments: equal exactly if all arguments are equal by type and value. Missing arguments count as
 * undefined. Objects are refused, because another process could not name them to invalidate an answer.
 *
 * @throws {TypeError} If an argument is an object, a function or a symbol.
 */
export function cacheKey(cache: string, args: readonly unknown[]): string {
  let key = '';
  let undefinedArguments = '';
  for (const [index, argument] of args.entries()) {
    if (argument === undefined) {
      undefinedArguments += 'u;';
    } else {
      key += undefinedArguments + keyPart(argument, cache, index);
      undefinedArguments = '';
    }
  }
  return key;
}

function keyPart(argument: unknown, cache: string, index: number): string {
  switch (typeof argument) {
    // With its length, so that no string can look like two arguments.
    case 'string':
      return `s${argument.length}:${argument}`;
    case 'number':
      return `n${argument};`;
    case 'bigint':
      return `i${argument};`;
    case 'boolean':
      return argument ? 't;' : 'f;';
    default:
      if (argument === null) return '0;';
      throw new TypeError(
        `Cached function ${cache} got ${describeValue(argument)} as argument ${index + 1}; ` +
          'strings, numbers, bigints, booleans, null and undefined can be told apart by value',
      );
  }
}
