import { startHttpService, startTestHomeserver, type HttpService } from '@bouton/testing';
import { expect, test } from 'vitest';
import { DepartmentModule } from './department-module.ts';

const PATH = '/_synapse/client/department';

function start(service: HttpService) {
  return startTestHomeserver({ modules: [{ module: DepartmentModule, config: { url: service.url } }] });
}

/** Whom the service was asked about. */
function askedOf(service: HttpService): (string | undefined)[] {
  return service.requests.map(({ params }) => params['user']);
}

test('DepartmentModule asks the service once, and again after the profile changed', async () => {
  await using service = await startHttpService({ 'GET /:user': { department: 'Research' } });
  await using homeserver = await start(service);
  const alice = await homeserver.user('alice');

  const research = { user_id: '@alice:localhost', department: 'Research' };
  expect(await alice.request('GET', PATH)).toEqual(research);
  expect(await alice.request('GET', PATH)).toEqual(research);
  expect(askedOf(service)).toEqual(['@alice:localhost']);

  service.answer('GET /:user', { department: 'Sales' });
  await alice.setDisplayname('Alice of Sales');
  expect(await alice.request('GET', PATH)).toEqual({ user_id: '@alice:localhost', department: 'Sales' });
  expect(askedOf(service)).toEqual(['@alice:localhost', '@alice:localhost']);
});

test('DepartmentModule shares one lookup among requests that come together', async () => {
  await using service = await startHttpService({ 'GET /:user': { department: 'Research' } });
  await using homeserver = await start(service);
  const alice = await homeserver.user('alice');

  await Promise.all([1, 2, 3].map(() => alice.request('GET', PATH)));

  expect(askedOf(service)).toEqual(['@alice:localhost']);
});

test('DepartmentModule says what is wrong, and keeps no failure', async () => {
  await using service = await startHttpService({ 'GET /:user': new Response(null, { status: 500 }) });
  await using homeserver = await start(service);
  const [alice, bob] = await homeserver.users('alice', 'bob');

  await expect(alice.request('GET', PATH)).rejects.toMatchObject({
    status: 502,
    body: { errcode: 'M_UNKNOWN', error: 'The department service cannot be reached' },
  });
  service.answer('GET /:user', new Response(null, { status: 404 }));
  await expect(bob.request('GET', PATH)).rejects.toMatchObject({
    status: 404,
    body: { errcode: 'M_NOT_FOUND', error: 'This user has no department' },
  });
  expect((await homeserver.fetch(PATH)).status).toBe(401);

  service.answer('GET /:user', { department: 'Research' });
  expect(await alice.request('GET', PATH)).toEqual({ user_id: '@alice:localhost', department: 'Research' });
});
