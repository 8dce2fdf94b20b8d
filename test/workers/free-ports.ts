import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';

const FIRST = 10_000;

/**
 * Ports of 127.0.0.1 that nobody listens on. They are not among those that the system gives to outgoing connections, so
 * that a server which is restarted finds its port free.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8');
  const outgoing = Number.parseInt(range, 10);
  const end = outgoing > FIRST ? outgoing : 2 ** 16;
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = FIRST + Math.floor(Math.random() * (end - FIRST));
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
