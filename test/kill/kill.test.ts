import { describeKills } from './kills.ts';

// Twice in each phase, and for another seed too, has a command of its own: npm run test:long.
describeKills([20_261_121], { repeats: 1 });
