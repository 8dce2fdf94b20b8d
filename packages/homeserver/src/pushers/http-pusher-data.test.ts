import type { JsonObject } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { httpPusherData, PusherConfigError } from './http-pusher-data.ts';

test('`httpPusherData()` takes the address of a push gateway, and what comes with it', () => {
  const data = { url: 'https://push.example.org/_matrix/push/v1/notify?x=1', brand: 'x' };
  expect(httpPusherData(data)).toEqual(data);
});

test.each<[JsonObject | null, string]>([
  [null, "'data' key can not be null for HTTP pusher"],
  [{}, "'url' required in data for HTTP pusher"],
  [{ url: 5 }, "'url' must be a string"],
  [{ url: 'nonsense' }, "'url' must have a path of '/_matrix/push/v1/notify'"],
  [{ url: 'https://example.org/notify' }, "'url' must have a path of '/_matrix/push/v1/notify'"],
])('`httpPusherData()` refuses %j', (data, message) => {
  expect(() => httpPusherData(data)).toThrow(new PusherConfigError(message));
});
