import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs an ES module in a Node of its own, without a test runner around it, and returns what it printed. */
export async function runNode(code: string): Promise<string> {
  const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  return stdout;
}
