import { CASES } from './all-cases.ts';
import { EmbeddedHomeserver } from './embedded-homeserver.ts';
import { testCases } from './test-cases.ts';

testCases(
  CASES.filter(({ federation }) => federation !== true),
  (setup) => EmbeddedHomeserver.start(setup),
);
