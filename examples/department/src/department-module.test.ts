import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestHomeserver } from '@bouton/testing';
import { expect, test } from 'vitest';
import { DepartmentModule } from './department-module.ts';

const PATH = '/_synapse/client/department';

/** A real department service on loopback. It counts what it is asked. */
async function startDepartmentService(departments: Record<string, string>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const user = decodeURIComponent(request.url!.slice(1));
    asked.push(user);
    const department = departments[user];
    if (department === 'broken') response.writeHead(500).end();
    else if (department === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ department }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    departments,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('DepartmentModule asks the service once, and again after the profile changed', async () => {
  await using service = await startDepartmentService({ '@alice:localhost': 'Research' });
  await using homeserver = await startTestHomeserver({
    modules: [{ module: DepartmentModule, config: { url: service.url } }],
  });
  const alice = await homeserver.user('alice');

  const research = { user_id: '@alice:localhost', department: 'Research' };
  expect(await alice.request('GET', PATH)).toEqual(research);
  expect(await alice.request('GET', PATH)).toEqual(research);
  expect(service.asked).toEqual(['@alice:localhost']);

  service.departments['@alice:localhost'] = 'Sales';
  await alice.setDisplayname('Alice of Sales');
  expect(await alice.request('GET', PATH)).toEqual({ user_id: '@alice:localhost', department: 'Sales' });
  expect(service.asked).toEqual(['@alice:localhost', '@alice:localhost']);
});

test('DepartmentModule shares one lookup among requests that come together', async () => {
  await using service = await startDepartmentService({ '@alice:localhost': 'Research' });
  await using homeserver = await startTestHomeserver({
    modules: [{ module: DepartmentModule, config: { url: service.url } }],
  });
  const alice = await homeserver.user('alice');

  await Promise.all([1, 2, 3].map(() => alice.request('GET', PATH)));

  expect(service.asked).toEqual(['@alice:localhost']);
});

test('DepartmentModule says what is wrong, and keeps no failure', async () => {
  await using service = await startDepartmentService({ '@alice:localhost': 'broken' });
  await using homeserver = await startTestHomeserver({
    modules: [{ module: DepartmentModule, config: { url: service.url } }],
  });
  const alice = await homeserver.user('alice');
  const bob = await homeserver.user('bob');

  await expect(alice.request('GET', PATH)).rejects.toMatchObject({
    status: 502,
    body: { errcode: 'M_UNKNOWN', error: 'The department service cannot be reached' },
  });
  await expect(bob.request('GET', PATH)).rejects.toMatchObject({
    status: 404,
    body: { errcode: 'M_NOT_FOUND', error: 'This user has no department' },
  });
  expect((await homeserver.fetch(PATH)).status).toBe(401);

  service.departments['@alice:localhost'] = 'Research';
  expect(await alice.request('GET', PATH)).toEqual({ user_id: '@alice:localhost', department: 'Research' });
});
