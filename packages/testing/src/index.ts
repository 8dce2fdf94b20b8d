export { ManualClock } from '@bouton/runtime';
export type { LogEntry } from './log-entry.ts';
export { MatrixError } from './matrix-error.ts';
export { startTestHomeserver, type TestHomeserverOptions } from './start-test-homeserver.ts';
export { TestHomeserver } from './test-homeserver.ts';
export { TestUser, type Fetch, type Target } from './test-user.ts';
