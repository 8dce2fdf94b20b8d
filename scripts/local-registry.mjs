// @ts-check
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

/**
 * A server of 127.0.0.1 from which npm installs packages that are packed and not published.
 *
 * @typedef {object} LocalRegistry
 * @property {string} url
 * @property {() => void} close
 */

/**
 * Serves the packages of a folder to npm.
 *
 * @param {string} folder of tarballs
 * @returns {Promise<LocalRegistry>}
 */
export async function startLocalRegistry(folder) {
  const packages = readdirSync(folder).map((tarball) => {
    const manifest = execFileSync('tar', ['-xzOf', join(folder, tarball), 'package/package.json'], {
      encoding: 'utf8',
    });
    return { tarball, manifest: JSON.parse(manifest) };
  });
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(1);
    const found = packages.find(({ tarball, manifest }) => path === tarball || path === manifest.name);
    if (found === undefined) response.writeHead(404).end();
    else if (path === found.tarball) response.end(readFileSync(join(folder, path)));
    else response.end(JSON.stringify(describe(found, `http://${request.headers.host}/${found.tarball}`)));
  });
  const { promise, resolve } = Promise.withResolvers();
  server.listen(0, '127.0.0.1', () => resolve(undefined));
  await promise;
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

/**
 * @param {{ manifest: { name: string, version: string } }} found
 * @param {string} tarball where npm finds it
 */
function describe({ manifest }, tarball) {
  const { name, version } = manifest;
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist: { tarball } } } };
}
