import { describe, expect, test } from 'vitest';
import * as validators from './index.ts';
import { parseWithConfigClass } from './parse-with-config-class.ts';

/** What a decorator says of a bad value, through the whole parser. */
function messagesOf(decorator: PropertyDecorator, value: unknown): readonly string[] {
  class Config {
    setting: unknown = undefined;
  }
  decorator(Config.prototype, 'setting');
  const parsed = parseWithConfigClass(Config, { setting: value });
  return parsed.ok ? [] : parsed.issues.map(({ message }) => message);
}

describe('wantedBy()', () => {
  test.each([
    [validators.IsInt(), 'x', 'must be an integer'],
    [validators.IsNumber(), 'x', 'must be a number'],
    [validators.IsBoolean(), 'x', 'must be true or false'],
    [validators.IsString(), 5, 'must be a string'],
    [validators.IsArray(), 'x', 'must be a list'],
    [validators.IsObject(), 'x', 'must be a mapping'],
    [validators.ArrayUnique(), [1, 1], 'must not hold the same value twice'],
    [validators.ArrayNotEmpty(), [], 'must not be empty'],
    [validators.ArrayNotContains([1]), [1], 'must not contain 1 values'],
    [validators.IsNotEmpty(), '', 'must not be empty'],
    [validators.NotEquals('x'), 'x', 'must not be equal to x'],
    [validators.IsIn(['a', 'b']), 'x', 'must be one of the following values: a, b'],
    [validators.IsEnum({ A: 'a' }), 'x', 'must be one of the following values: a'],
    [validators.Min(3), 1, 'must not be less than 3'],
    [validators.Length(2, 3), 'x', 'must be longer than or equal to 2 characters'],
    [validators.IsByteLength(2, 3), 'x', 'byte length must fall into (2, 3) range'],
    [validators.IsDecimal(), 'x', 'is not a valid decimal number'],
    [validators.IsUrl(), 'x', 'must be a URL address'],
    [validators.Matches(/^a$/), 'x', 'must match /^a$/ regular expression'],
    [validators.IsEmail(), 'x', 'must be an email'],
    [validators.IsTimeZone(), 'x', 'must be a valid IANA time-zone'],
    [validators.ValidateNested(), 'x', 'must be a mapping'],
  ])('%o: %j %s', (decorator, value, message) => {
    expect(messagesOf(decorator, value)).toEqual([message]);
  });

  test.each([
    [validators.IsInt({ each: true }), 'must be an integer'],
    [validators.IsUrl({}, { each: true }), 'must be a URL address'],
    [validators.IsNotIn(['x'], { each: true }), 'must not be one of the following values: x'],
    [validators.ValidateNested({ each: true }), 'must be a mapping'],
    [validators.IsString({ each: true, message: 'speak' }), undefined],
    [validators.IsInt({ each: true, message: 'count' }), 'count'],
    [validators.ValidateNested({ each: true, message: 'nest' }), 'nest'],
  ])('%o: an item %s', (decorator, message) => {
    expect(messagesOf(decorator, ['x'])).toEqual(message === undefined ? [] : [message]);
  });
});
