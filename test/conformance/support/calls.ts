import type { JsonValue } from '@bouton/sdk';
import type { ConformanceHost } from '../conformance-case.ts';
import type { TraceEntry } from '../modules/trace-entry.ts';

/** The calls of a callback since the case began. */
async function callsOf(host: ConformanceHost, callback: string): Promise<readonly TraceEntry[]> {
  return (await host.trace()).filter((entry) => entry.callback === callback);
}

/** The arguments with which a callback was called, call by call; with a name, only the calls of that module. */
export async function argumentsOf(
  host: ConformanceHost,
  callback: string,
  module?: string,
): Promise<readonly JsonValue[][]> {
  const calls = await callsOf(host, callback);
  return calls.filter((call) => module === undefined || call.module === module).map(({ args }) => [...args]);
}

/** The modules that were asked a callback, in order. */
export async function askedFor(host: ConformanceHost, callback: string): Promise<readonly string[]> {
  return (await callsOf(host, callback)).map(({ module }) => module);
}

/** What modules were called while something happened, and until they had heard of it. */
export async function callsDuring(
  host: ConformanceHost,
  action: () => Promise<unknown>,
): Promise<readonly TraceEntry[]> {
  const before = (await host.trace()).at(-1)?.order ?? 0;
  await action();
  return (await host.trace()).filter(({ order }) => order > before);
}
