// @ts-check
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Runs a command to its end, silently.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [cwd] default: this process's own
 * @returns {Promise<string>} what it printed on stdout
 * @throws {Error} when it fails: what was run, and all that it printed
 */
export async function execute(command, args, env = process.env, cwd) {
  try {
    const { stdout } = await promisify(execFile)(command, args, { env, cwd, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { code, stdout, stderr } = /** @type {{ code: string | number, stdout: string, stderr: string }} */ (error);
    throw new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${stdout}${stderr}`.trimEnd(), {
      cause: error,
    });
  }
}
