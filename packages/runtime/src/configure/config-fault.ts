import type { ErrorCode } from '@bouton/sdk';
import { formatPath, type ConfigPath } from '../text/config-path.ts';

/** One thing that is wrong with a configuration. */
export interface ConfigFault {
  /** `BOUTON_CONFIG_INVALID`, or why a module cannot be used. */
  readonly code: ErrorCode;
  /** Where it stands, from the top of the configuration. */
  readonly path: ConfigPath;
  /** Whether the key itself is at fault (it is unknown), or its value. */
  readonly at: 'key' | 'value';
  /** What is wanted, or what is wrong, without a full stop: `must be a duration`. */
  readonly message: string;
  /** What a module or a file threw. */
  readonly cause?: unknown;
}

/** Takes down a fault. Reading goes on after it, so that all faults are shown together. */
export type ReportFault = (fault: ConfigFault) => void;

/** A fault of the configuration itself. */
export function invalid(path: ConfigPath, message: string, at: 'key' | 'value' = 'value'): ConfigFault {
  return { code: 'BOUTON_CONFIG_INVALID', path, at, message };
}

/** Faults of values as YAML, and those of others that are not about the same values: these saw null in their place. */
export function besides(
  faultsOfValues: readonly ConfigFault[],
  others: readonly ConfigFault[],
): readonly ConfigFault[] {
  const isKnown = ({ path }: ConfigFault): boolean =>
    faultsOfValues.some(
      (fault) => fault.path.length <= path.length && fault.path.every((step, at) => step === path[at]),
    );
  return [...faultsOfValues, ...others.filter((fault) => !isKnown(fault))];
}

/** Says where a fault is, and what: `config.deny[0] must be a user ID`, `modules[0].module: there is no file …`. */
export function faultSentence(path: ConfigPath, message: string): string {
  if (path.length === 0) return message;
  return `${formatPath(path)}${/^(?:must|is|has|cannot) /.test(message) ? ' ' : ': '}${message}`;
}
