import { expect, test } from 'vitest';
import { startHttpService } from './http-service.ts';

async function answerOf(response: Promise<Response>): Promise<[status: number, body: unknown]> {
  const { status, text } = await response.then(async (answer) => ({
    status: answer.status,
    text: await answer.text(),
  }));
  return [status, text === '' ? '' : JSON.parse(text)];
}

test('HttpService answers what the test states, and keeps what it was asked', async () => {
  await using service = await startHttpService({
    'GET /users/:id': ({ params, query }) => ({ id: params['id'] ?? null, full: query.get('full') }),
    'POST /users': new Response('{"made":true}', { status: 201 }),
    'GET /files/*': null,
  });
  const id = encodeURIComponent('@alice:localhost');

  expect(await answerOf(fetch(`${service.url}/users/${id}?full=1`))).toEqual([
    200,
    { id: '@alice:localhost', full: '1' },
  ]);
  const post = { method: 'POST', body: '{"name":"Bob"}', headers: { authorization: 'Bearer x' } };
  expect(await answerOf(fetch(`${service.url}/users`, post))).toEqual([201, { made: true }]);
  expect(await answerOf(fetch(`${service.url}/users`, post))).toEqual([201, { made: true }]);
  expect(await answerOf(fetch(`${service.url}/files/a/b`))).toEqual([200, null]);

  const [first, second, ...others] = service.take();
  expect(first).toMatchObject({ method: 'GET', path: `/users/${id}`, text: '' });
  expect(second).toMatchObject({ method: 'POST', path: '/users', text: '{"name":"Bob"}' });
  expect(second?.json()).toEqual({ name: 'Bob' });
  expect(second?.headers.get('authorization')).toBe('Bearer x');
  expect(others).toHaveLength(2);
  expect(service.requests).toEqual([]);
});

test('HttpService gives several answers in turn, and the last one for good', async () => {
  await using service = await startHttpService();
  service.answer('GET /x', new Response(null, { status: 503 }), { tries: 2 });

  const answers = [];
  for (const _ of [1, 2, 3]) answers.push(await answerOf(fetch(`${service.url}/x`)));

  expect(answers).toEqual([
    [503, ''],
    [200, { tries: 2 }],
    [200, { tries: 2 }],
  ]);
});

test('HttpService hangs up, and says what is not stated or has failed', async () => {
  await using service = await startHttpService({
    'GET /broken': () => {
      throw new Error('broken');
    },
  });
  service.hangUp('GET /gone');

  await expect(fetch(`${service.url}/gone`)).rejects.toThrow('fetch failed');
  expect(await answerOf(fetch(`${service.url}/broken`))).toEqual([
    500,
    { error: 'The answer of the test failed: Error: broken' },
  ]);
  expect(await answerOf(fetch(`${service.url}/brokn`))).toEqual([
    404,
    { error: 'No answer is stated for GET /brokn; stated are GET /broken, GET /gone' },
  ]);
  expect(() => service.answer('/users')).toThrow('No answer is stated for /users');
  expect(() => service.answer('/users', {})).toThrow(
    'A route is a method and a path, like "GET /users/:id"; found "/users"',
  );
});

test('HttpService ends although a request has no answer', async () => {
  const service = await startHttpService({ 'GET /': () => Promise.withResolvers<null>().promise });
  const asked = fetch(service.url);
  asked.catch(() => undefined);
  await expect.poll(() => service.requests.length).toBe(1);

  await service[Symbol.asyncDispose]();

  await expect(asked).rejects.toThrow('fetch failed');
});
