/** A template that cannot be read or rendered: it is malformed, wants what is not supported, or does what Python would refuse. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';

  /** @param line Where in the template; absent while it is rendered. */
  constructor(message: string, line?: number) {
    super(line === undefined ? message : `line ${line}: ${message}`);
  }
}
