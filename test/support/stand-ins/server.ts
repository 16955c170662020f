import { serve } from './program.ts';

if (process.env.STAND_IN_REFUSES) {
  console.error(process.env.STAND_IN_REFUSES);
  process.exit(1);
}
serve('PORT');
