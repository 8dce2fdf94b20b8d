import { EmbeddedHomeserver } from './embedded-homeserver.ts';
import { testCases } from './test-cases.ts';

testCases((setup) => EmbeddedHomeserver.start(setup));
