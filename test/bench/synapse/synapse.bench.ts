// What a callback costs in Synapse: of a native Python module, of a TypeScript module through Bouton, and of
// synapse-http-antispam; against the floor, a bare echo over a Unix socket. All in one Synapse process, in turn, so that all
// see the same machine. Then how many events can be sent with nobody, a native and a TypeScript module asked about each.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startSynapse, type SynapseProcess } from '../../../packages/synapse/src/test/start-synapse.ts';
import { requestJson } from '../../../packages/synapse/src/test/synapse-user.ts';
import { ensureSynapseVenv } from '../../../scripts/synapse-venv.mjs';
import { median, reportMeasurement } from '../../support/report-measurement.ts';

const HTTP_ANTISPAM = 'synapse-http-antispam==0.5.1';
const WARM_UP = 5;
const ROUNDS = 60;
const CALLS = 200;
const SEND_ROUNDS = 100;
const SENDERS = 4;
const EVENTS_PER_SENDER = 4;

/** The callbacks by the names that bouton_bench.py finds them under, and their names in the output. */
const CALLBACKS = {
  native: 'native',
  blocking: 'blocking_echo',
  floor: 'floor',
  bouton: 'bouton',
  synapse_http_antispam: 'http_antispam',
} as const;
type Callback = keyof typeof CALLBACKS;

/** A line per request would cost more than what is measured; that Synapse listens must be said. */
const LOGGING = {
  version: 1,
  disable_existing_loggers: false,
  handlers: { console: { class: 'logging.StreamHandler' } },
  loggers: { 'synapse.app': { level: 'INFO' } },
  root: { level: 'WARNING', handlers: ['console'] },
};

const folder = fileURLToPath(new URL('.', import.meta.url));
const temporary = await mkdtemp(join(tmpdir(), 'bouton-bench-'));
const echo = join(temporary, 'echo.sock');
const peers = spawn(process.execPath, [join(folder, 'peers.ts'), echo], { stdio: ['ignore', 'pipe', 'inherit'] });

try {
  const [port] = (await once(peers.stdout.setEncoding('utf8'), 'data')) as [string];
  const packages = join(temporary, 'packages');
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', packages, HTTP_ANTISPAM];
  await promisify(execFile)(await ensureSynapseVenv(), pip);
  const logConfig = join(temporary, 'log.yaml');
  await writeFile(logConfig, JSON.stringify(LOGGING));
  await using synapse = await startSynapse({
    settings: { log_config: logConfig },
    items: [{ project: folder, modules: [{ module: './no-op.ts#NoOp' }] }],
    pythonPath: [packages, folder],
    pythonModules: [
      {
        module: 'synapse_http_antispam.HTTPAntispam',
        // All of them are enabled by default, one of which no released Synapse has.
        config: { base_url: `http://127.0.0.1:${port.trim()}`, enabled_callbacks: ['user_may_invite'] },
      },
      { module: 'bouton_bench.Bench', config: { echo } },
    ],
  });
  await measureCallbacks(synapse);
  await measureSending(synapse);
} finally {
  peers.kill();
  await rm(temporary, { recursive: true });
}

async function post(synapse: SynapseProcess, path: string, body: object): Promise<unknown> {
  const url = `${synapse.url}/_synapse/client/bench/${path}`;
  const answer = await requestJson(url, { method: 'POST', body: JSON.stringify(body) });
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)]!;
}

async function measureCallbacks(synapse: SynapseProcess): Promise<void> {
  const names = Object.keys(CALLBACKS) as Callback[];
  const durations: Record<Callback, number[][]> = {
    native: [],
    blocking: [],
    floor: [],
    bouton: [],
    synapse_http_antispam: [],
  };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const callback of rotate(names, round)) {
      const ofRound = (await post(synapse, 'measure', { callback, calls: CALLS })) as number[];
      if (round >= 0) durations[callback].push(ofRound);
    }
  }
  for (const callback of names) {
    reportMeasurement(`synapse.callback.${CALLBACKS[callback]}.p50`, quantile(durations[callback].flat(), 0.5), 'µs');
    reportMeasurement(`synapse.callback.${CALLBACKS[callback]}.p99`, quantile(durations[callback].flat(), 0.99), 'µs');
  }
  const over = (callback: Callback) =>
    median(durations.bouton.map((ofRound, round) => median(ofRound) / median(durations[callback][round]!)));
  reportMeasurement('synapse.callback.p50_over_floor', over('floor'), 'ratio');
  reportMeasurement('synapse.callback.p50_over_http_antispam', over('synapse_http_antispam'), 'ratio');
}

async function measureSending(synapse: SynapseProcess): Promise<void> {
  const senders = await Promise.all(Array.from({ length: SENDERS }, (_, nth) => synapse.user(`sender${nth}`)));
  const rooms = await Promise.all(senders.map(async (sender) => String((await sender.createRoom()).body['room_id'])));
  const variants = ['none', 'native', 'bouton'] as const;
  const rates: Record<(typeof variants)[number], number[]> = { none: [], native: [], bouton: [] };

  for (let round = -WARM_UP; round < SEND_ROUNDS; round += 1) {
    for (const variant of rotate(variants, round)) {
      await post(synapse, 'select', { callback: variant === 'none' ? null : variant });
      const started = performance.now();
      await Promise.all(
        senders.map(async (sender, nth) => {
          for (let event = 0; event < EVENTS_PER_SENDER; event += 1) {
            const { status, body } = await sender.say(rooms[nth]!, `Event ${event} of round ${round}`);
            if (status !== 200) throw new Error(`Sending answered ${status}: ${JSON.stringify(body)}`);
          }
        }),
      );
      const seconds = (performance.now() - started) / 1000;
      if (round >= 0) rates[variant].push((SENDERS * EVENTS_PER_SENDER) / seconds);
    }
  }
  for (const variant of variants) {
    reportMeasurement(`synapse.send_rate.${variant}`, median(rates[variant]), 'events/s');
  }
  const ratios = rates.bouton.map((rate, round) => rate / rates.native[round]!);
  reportMeasurement('synapse.send_rate_over_native', median(ratios), 'ratio');
}

/** The items, beginning with another one in every round: being first is of no advantage. */
function rotate<T>(items: readonly T[], round: number): readonly T[] {
  const first = (round + WARM_UP) % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
