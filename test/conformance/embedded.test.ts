import { EmbeddedHomeserver } from './embedded-homeserver.ts';
import { testCases } from './run-cases.ts';

testCases((setup) => EmbeddedHomeserver.start(setup));
