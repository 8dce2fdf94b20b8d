import { chmodSync, rmSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { Connection } from './connection.ts';
import { HostedItems } from './hosted-items.ts';
import { Session } from './session.ts';

/**
 * Serves the one Synapse process at the other end of an open socket, until it ends or a module fails in `@OnStart`.
 *
 * @param fd The file descriptor of the socket.
 * @throws {Error} If the other end broke the protocol, or a module failed.
 */
export async function serveDescriptor(fd: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<Error | undefined>();
  const items = new HostedItems({ isShared: false, onFailure: reject });
  const socket = new Socket({ fd, readable: true, writable: true });
  // eslint-disable-next-line no-new
  new Connection(socket, (connection) => new Session(connection, items, resolve));
  const error = await promise;
  await items.settled();
  if (error !== undefined) throw error;
}

/**
 * Listens for Synapse processes on a Unix socket that only this user can reach, until it is told to stop.
 *
 * @param options.onError Called with what ends a connection, or fails in `@OnStart`; the others go on.
 * @returns Stops: closes all connections and disposes the modules.
 */
export async function listenForSynapse(
  path: string,
  options: { readonly onError: (error: unknown) => void },
): Promise<() => Promise<void>> {
  const items = new HostedItems({ isShared: true, onFailure: options.onError });
  const connections = new Set<Connection>();
  const server = createServer((socket) => {
    const connection: Connection = new Connection(
      socket,
      (self) =>
        new Session(self, items, (error) => {
          connections.delete(self);
          if (error !== undefined) options.onError(error);
        }),
    );
    connections.add(connection);
  });
  await listen(server, path);
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const connection of connections) connection.close();
    await closed;
    await items.settled();
  };
}

async function listen(server: ReturnType<typeof createServer>, path: string): Promise<void> {
  // A socket that a killed host left behind would be in the way.
  rmSync(path, { force: true });
  const umask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  } finally {
    process.umask(umask);
  }
  chmodSync(path, 0o600);
}
