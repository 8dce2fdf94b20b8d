// The peers of what Bouton is compared with, in a process of their own: an echo at the Unix socket that the first argument
// names, and the least server that synapse-http-antispam is content with. Prints the port of the latter.
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';

createServer((socket) => socket.on('data', (data) => socket.write(data))).listen(process.argv[2]);

const server = createHttpServer((request, response) => {
  request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{}'));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
console.log((server.address() as AddressInfo).port);
