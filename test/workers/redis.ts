import { join } from 'node:path';
import { Process } from './process.ts';

/** The path of Redis's socket in a folder. */
export function redisSocket(folder: string): string {
  return join(folder, 'redis.sock');
}

/** Starts Redis on a Unix socket in a folder. It keeps nothing. */
export function startRedis(program: string, folder: string): Promise<Process> {
  const settings = ['--port', '0', '--unixsocket', redisSocket(folder), '--save', '', '--appendonly', 'no'];
  return Process.start({ name: 'redis', command: [program, ...settings, '--dir', folder] }, (output) =>
    output.includes('ready to accept connections'),
  );
}
