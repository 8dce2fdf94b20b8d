import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Process } from './process.ts';

/** The ports of 127.0.0.1 that a {@linkcode startNginx} works with. */
export interface NginxPorts {
  /** Where it listens. */
  readonly port: number;
  readonly main: number;
  readonly workers: readonly number[];
}

/**
 * Starts nginx before a Synapse with workers: what workers can serve goes to them in turn, the web resources of modules go to
 * all processes in turn, and everything else to the main process.
 *
 * https://element-hq.github.io/synapse/latest/workers.html
 */
export async function startNginx(program: string, folder: string, ports: NginxPorts): Promise<Process> {
  const file = join(folder, 'nginx.conf');
  await writeFile(file, config(folder, ports));
  return Process.start(
    { name: 'nginx', command: [program, '-e', 'stderr', '-c', file, '-p', folder] },
    async () => (await fetch(`http://127.0.0.1:${ports.port}/nginx`).catch(() => undefined))?.status === 204,
  );
}

function config(folder: string, { port, main, workers }: NginxPorts): string {
  const servers = (some: readonly number[]): string =>
    some.map((each) => `server 127.0.0.1:${each} max_fails=0;`).join(' ');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `  ${name}_temp_path ${join(folder, name)};`,
  );
  return `
daemon off;
master_process off;
pid ${join(folder, 'nginx.pid')};
error_log stderr;
events { worker_connections 512; }
http {
  access_log off;
${temporary.join('\n')}
  upstream main { ${servers([main])} }
  upstream workers { ${servers(workers)} }
  upstream every_process { ${servers([main, ...workers])} }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 50M;
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    location = /nginx { return 204; }
    location ~ ^/_matrix/client/(r0|v3|unstable)/(sync|events|login|register|createRoom|joined_rooms|join/|knock/) {
      proxy_pass http://workers;
    }
    location ~ ^/_matrix/client/(r0|v3)/rooms/[^/]+/(send|state|join|leave|invite|redact|messages|event|members|joined_members) {
      proxy_pass http://workers;
    }
    location /_synapse/client/grid/ { proxy_pass http://every_process; }
    location /_synapse/client/streams/ { proxy_pass http://workers; }
    location / { proxy_pass http://main; }
  }
}
`;
}
