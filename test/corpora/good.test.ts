import { expectNothingFails } from './good.ts';

// Two days, and as peers, have a command of their own: npm run test:long.
expectNothingFails('hosted', [-24]);
