import { expect, test } from 'vitest';
import { BoutonError } from './bouton-error.ts';
import { shownToAuthor, withoutHelpers } from './author-frame.ts';

test('shownToAuthor() lets the stack begin with the line that called the decorator', () => {
  function decorator(): void {
    shownToAuthor(decorator, () => {
      throw new BoutonError('BOUTON_DECORATOR_TARGET', 'no good');
    });
  }
  function author(): void {
    decorator();
  }

  expect(author).toThrow(
    expect.objectContaining({
      code: 'BOUTON_DECORATOR_TARGET',
      message: 'no good',
      stack: expect.stringMatching(/^BoutonError: no good\n\s+at author /),
    }),
  );
});

test('shownToAuthor() leaves other errors as they are', () => {
  const error = new TypeError('broken');
  const { stack } = error;
  const fail = (): never => {
    throw error;
  };

  expect(() => shownToAuthor(fail, fail)).toThrow(error);
  expect(error.stack).toBe(stack);
});

test.each([
  'at __decorate (file:///srv/guard.js:2:3)',
  'at DecorateProperty (/srv/node_modules/reflect-metadata/Reflect.js:5:6)\n    at Reflect.decorate (/srv/a.js:1:1)',
  'at __decorateElement (/srv/guard.ts:1:1)',
  'at __decorateClass (/srv/guard.ts:1:1)',
  'at __esDecorate (/srv/guard.js:1:1)',
  'at _ts_decorate (/srv/guard.js:1:1)',
  'at applyMemberDec (/srv/guard.js:1:1)\n    at applyDecs2203R (/srv/guard.js:1:1)\n    at _apply_decs_2203_r (/srv/guard.js:1:1)',
  'at _decorate (file:///srv/node_modules/@oxc-project/runtime/src/helpers/decorate.js:13:17)',
])('withoutHelpers() leaves out what compilers put between: %s', (helpers) => {
  expect(withoutHelpers(`BoutonError: no good\n    ${helpers}\n    at /srv/guard.ts:4:1`)).toBe(
    'BoutonError: no good\n    at /srv/guard.ts:4:1',
  );
});
