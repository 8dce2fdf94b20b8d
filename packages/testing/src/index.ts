export { ManualClock } from '@bouton/runtime';
export type { Fault, FaultOptions, FaultyMember } from './faults.ts';
export { MatrixError } from './matrix-error.ts';
export type { RegisterOptions } from './register-user.ts';
export type { OnTestFailed } from './show-log.ts';
export {
  HttpService,
  startHttpService,
  type ServiceAnswer,
  type ServiceReply,
  type ServiceRequest,
} from './standalone/http-service.ts';
export type { Mailbox, ReceivedMail } from './standalone/mail-server.ts';
export type { LogEntry } from './standalone/recording-logger.ts';
export { startTestHomeserver, type TestCallbackPolicy, type TestHomeserverOptions } from './start-test-homeserver.ts';
export { TestHomeserver } from './test-homeserver.ts';
export { TestUser, type Fetch, type Target } from './test-user.ts';
