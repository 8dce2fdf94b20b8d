import { BoutonError } from '@bouton/sdk';
import type { ConfigFault } from './config-fault.ts';

/** A fault, and how it is shown. */
export interface ConfigurationFault extends ConfigFault {
  /** One line without a code frame, or `file:line:column: sentence` and the code frame. */
  readonly text: string;
}

/** A configuration cannot be used. Holds everything that is wrong with it. */
export class ConfigurationError extends BoutonError {
  override readonly name = 'ConfigurationError';
  /** In the order in which they stand in the configuration. */
  readonly faults: readonly ConfigurationFault[];

  /** What has the faults, as a sentence's end: `bouton.yaml`. */
  readonly subject: string;

  constructor(subject: string, faults: readonly ConfigurationFault[]) {
    const texts = faults.map(({ text }) => text);
    const message = texts.length === 1 ? texts : [`There are ${texts.length} faults in ${subject}`, ...texts];
    const caused = faults.find(({ cause }) => cause !== undefined);
    super('BOUTON_CONFIG_INVALID', message.join('\n\n'), caused === undefined ? {} : { cause: caused.cause });
    this.subject = subject;
    this.faults = faults;
  }
}
