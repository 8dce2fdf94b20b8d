import { fileURLToPath } from 'node:url';
import { Process } from './process.ts';

const BOUTON = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

/** The command of the Node half. */
export const COMMAND: readonly string[] = [process.execPath, BOUTON];

/** Starts a Node host that all Synapse processes share. */
export function startBoutonHost(socket: string): Promise<Process> {
  return Process.start({ name: 'bouton host', command: [...COMMAND, 'host', '--socket', socket] }, (output) =>
    output.includes('Listening for Synapse'),
  );
}
