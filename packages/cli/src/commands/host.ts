import { checkedFaults, listenForSynapse, serveDescriptor } from '@bouton/synapse';
import { defineCommand, type CommandDef } from 'citty';
import { text } from 'node:stream/consumers';
import { fail } from './fail.ts';

const hostArgs = {
  fd: { type: 'string', description: 'Serve the Synapse process at the other end of this open socket' },
  socket: {
    type: 'string',
    description: 'Listen for Synapse processes on a Unix socket',
    valueHint: '/run/bouton.sock',
  },
  check: { type: 'boolean', description: 'Check a configuration from the standard input, and end' },
} as const;

/** `bouton host`: runs modules for Synapse. synapse-bouton starts it; with `--socket` an administrator does. */
export const hostCommand: CommandDef<typeof hostArgs> = defineCommand({
  meta: { name: 'host', description: 'Run modules for Synapse' },
  args: hostArgs,
  async run({ args }) {
    try {
      if (args.check) await checkStandardInput();
      else if (args.fd !== undefined) await serveDescriptor(Number(args.fd));
      else if (args.socket !== undefined) await serveSocket(args.socket);
      else throw new Error('bouton host needs --socket, --fd or --check');
      process.exit(0);
    } catch (error) {
      process.exit(fail(error));
    }
  },
});

/**
 * The arguments and the answer are those of a `check` over the wire. The answer is the last line: what modules print while they
 * are imported goes to the standard error, or stands before it.
 */
async function checkStandardInput(): Promise<void> {
  const print = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const args = JSON.parse(await text(process.stdin)) as Parameters<typeof checkedFaults>;
  const answer = `\n${JSON.stringify(await checkedFaults(...args))}\n`;
  await new Promise<void>((resolve) => print(answer, () => resolve()));
}

async function serveSocket(path: string): Promise<void> {
  const stop = await listenForSynapse(path, { onError: (error) => console.error(error) });
  console.log(`Listening for Synapse at ${path}`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await stop();
}
