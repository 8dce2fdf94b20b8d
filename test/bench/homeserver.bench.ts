import { median, reportMeasurement } from '../support/report-measurement.ts';
import { startBouton } from '../support/start-bouton.ts';

const MODULES = 10;
const STARTS = 5;
const SECONDS = 4;

const demo = (name: string) => `
  - module: ./${name}.ts#Demo`;

/** A module like the one of the first example, under a path of its own. */
const demoSource = (name: string) => `
import { Codes, Module, NOT_SPAM, SpamChecker, WebResource, type SpamVerdict, type UserId } from '@bouton/sdk';
import { IsUserId } from '@bouton/sdk/config';

class Config {
  @IsUserId({ each: true })
  deny: UserId[] = ['@evilguy:example.com'];
}

@Module({ config: Config })
export class Demo {
  constructor(private readonly config: Config) {}

  @SpamChecker
  userMayCreateRoom(user: UserId): SpamVerdict {
    return this.config.deny.includes(user) ? Codes.FORBIDDEN : NOT_SPAM;
  }

  @WebResource('/_synapse/client/${name}/hello')
  hello(request: Request): Response {
    return Response.json({ hello: new URL(request.url).searchParams.get('name') });
  }
}
`;

function homeserverWith(modules: number) {
  const names = Array.from({ length: modules }, (_, index) => `demo-${index}`);
  return {
    config: `server_name: localhost\nenable_registration: true\nmodules:${names.map(demo).join('')}\n`,
    files: Object.fromEntries(names.map((name) => [`${name}.ts`, demoSource(name)])),
  };
}

async function post(url: string, body: object, token?: string): Promise<Record<string, string>> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { ...authorization } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, string>;
}

/** Milliseconds from starting the process until it listens. */
async function measureStartup(): Promise<number> {
  const { config, files } = homeserverWith(MODULES);
  const started = performance.now();
  await using _bouton = await startBouton(config, { files });
  return performance.now() - started;
}

/** Events that are acknowledged in a second, each sender in a room of its own waiting for one answer after the other. */
async function measureSending(senders: number): Promise<number> {
  const { config, files } = homeserverWith(1);
  await using bouton = await startBouton(config, { files });
  const client = `${bouton.baseUrl}/_matrix/client/v3`;
  const rooms = await Promise.all(
    Array.from({ length: senders }, async (_, index) => {
      const auth = { type: 'm.login.dummy' };
      const account = await post(`${client}/register`, { username: `sender${index}`, password: 'password', auth });
      const token = account['access_token']!;
      const room = await post(`${client}/createRoom`, {}, token);
      return { token, url: `${client}/rooms/${encodeURIComponent(room['room_id']!)}/send/m.room.message` };
    }),
  );

  let sent = 0;
  const started = performance.now();
  const until = started + SECONDS * 1_000;
  await Promise.all(
    rooms.map(async ({ token, url }, index) => {
      for (let transaction = 0; performance.now() < until; transaction += 1) {
        const response = await fetch(`${url}/${index}-${transaction}`, {
          method: 'PUT',
          body: JSON.stringify({ msgtype: 'm.text', body: `Message ${transaction}` }),
          headers: { authorization: `Bearer ${token}` },
        });
        if (!response.ok) throw new Error(`Sending answered ${response.status}: ${await response.text()}`);
        await response.arrayBuffer();
        sent += 1;
      }
    }),
  );
  return sent / ((performance.now() - started) / 1_000);
}

reportMeasurement('homeserver.events_per_second.1', await measureSending(1), 'events/s');
reportMeasurement('homeserver.events_per_second.10', await measureSending(10), 'events/s');
const startups: number[] = [];
for (let start = 0; start < STARTS; start += 1) startups.push(await measureStartup());
reportMeasurement('homeserver.startup', median(startups), 'ms');
