import type { ConformanceCase } from '../conformance-case.ts';
import { eventCases } from './spam-checker/events.ts';
import { gateCases } from './spam-checker/gate-cases.ts';
import { mediaCases } from './spam-checker/media.ts';
import { refusedThumbnailCases } from './spam-checker/refused-thumbnails.ts';
import { roomCases } from './spam-checker/rooms.ts';
import { thumbnailCases } from './spam-checker/thumbnails.ts';
import { userCases } from './spam-checker/users.ts';

/** The cases about spam checkers. */
export const spamCheckerCases: readonly ConformanceCase[] = [
  ...gateCases,
  ...eventCases,
  ...roomCases,
  ...userCases,
  ...mediaCases,
  ...thumbnailCases,
  ...refusedThumbnailCases,
];
