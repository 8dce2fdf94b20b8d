/** Whether a version of Synapse is older than another; what follows the second number does not count. */
export function isBefore(version: string, other: string): boolean {
  return ordinal(version) < ordinal(other);
}

function ordinal(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 10_000 + minor;
}
