import { describe, expect, test } from 'vitest';
import { redirect } from './redirect.ts';

describe('redirect()', () => {
  test.each([
    ['https://app.example.com/?a=%20&b#c', 'https://app.example.com/?a=%20&b#c'],
    ['https://app.example.com/ü?q=日 本', 'https://app.example.com/%C3%BC?q=%E6%97%A5%20%E6%9C%AC'],
    ['element://login/\r\nSet-Cookie: a=b', 'element://login/%0D%0ASet-Cookie:%20a=b'],
    ['app:/\ud800', 'app:/%EF%BF%BD'],
  ])('`redirect()` leads to %j', (address, location) => {
    const { status, headers } = redirect(address);
    expect([status, headers.get('location')]).toEqual([302, location]);
  });
});
