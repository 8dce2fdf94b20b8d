import { ConfigError } from '@bouton/sdk';
import type { ConfigIssue } from '@bouton/sdk/host';
import { invalid, type ReportFault } from './config-fault.ts';
import type { ConfigPath } from '../text/config-path.ts';
import { didYouMean } from '../text/did-you-mean.ts';

/** Reports what a parser found wrong with the part of the configuration at a path. */
export function reportIssues(path: ConfigPath, issues: readonly ConfigIssue[], report: ReportFault): void {
  for (const issue of issues) {
    const hint = issue.knownKeys === undefined ? '' : didYouMean(String(issue.path.at(-1)), issue.knownKeys);
    const fault = invalid([...path, ...issue.path], issue.message + hint, issue.at);
    // A ConfigError has been said in full; of another error the stack may help.
    report(issue.cause === undefined || ConfigError.is(issue.cause) ? fault : { ...fault, cause: issue.cause });
  }
}
