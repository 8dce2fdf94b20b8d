/** What a module called and Synapse refused: the module gets the error, and the log the traceback. */
const FAILED_CALL = /^synapse_bouton\.log WARNING ([\w.]+) failed\n/;

/** The members that tests call in a process that does not have them, or with a task that is not there. */
const EXPECTED_FAILURES: ReadonlySet<string> = new Set([
  'api.getLocalMedia',
  'api.sendLocalOnlinePresenceTo',
  'api.setPresenceForUsers',
  'api.setPushRuleAction',
  'task.cancel',
]);

/**
 * The exceptions in a log of Synapse: each with the line before its traceback, and all of that. Left out are those of
 * {@linkcode EXPECTED_FAILURES}.
 */
export function exceptions(log: string): readonly string[] {
  const found = [...log.matchAll(/^.*\nTraceback \(most recent call last\):\n(?: .*\n|\n)*.*$/gm)].map(
    ([text]) => text,
  );
  return found.filter((text) => !EXPECTED_FAILURES.has(FAILED_CALL.exec(text)?.[1] ?? ''));
}
