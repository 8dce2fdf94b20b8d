import { BoutonError } from './bouton-error.ts';

/** The helpers by which compilers call decorators: they stand in the stack between the author's line and the SDK. */
const HELPER_NAMES =
  /^\s*at (?:Reflect\.decorate|(?:\w+\.)?(?:__?decorate\w*|__esDecorate|__runInitializers|_ts_\w+|_?apply_?decs?\w*|applyMemberDec\w*|memberDec\w*|DecorateProperty|DecorateConstructor))\b/i;
const HELPER_FILES = /[\\/]node_modules[\\/](?:@oxc-project[\\/]runtime|@swc[\\/]helpers|tslib|reflect-metadata)[\\/]/;

/**
 * Runs what a decorator does. An error that it throws is shown where the author wrote the decorator, not in the SDK.
 *
 * @param called - The function that the author's code called.
 */
export function shownToAuthor<Result>(called: (...args: never[]) => unknown, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (BoutonError.is(error)) {
      Error.captureStackTrace(error, called);
      error.stack = withoutHelpers(error.stack ?? '');
    }
    throw error;
  }
}

/** A stack whose first frame is not one of the helpers of compilers. */
export function withoutHelpers(stack: string): string {
  const lines = stack.split('\n');
  const first = lines.findIndex((line) => /^\s*at /.test(line));
  if (first === -1) return stack;
  const author = lines.findIndex(
    (line, index) => index >= first && !HELPER_NAMES.test(line) && !HELPER_FILES.test(line),
  );
  return author === -1 ? stack : [...lines.slice(0, first), ...lines.slice(author)].join('\n');
}
