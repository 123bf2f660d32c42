import { describeKills } from './kills.ts';

// The other seeds have a command of their own: npm run test:long.
describeKills([20_261_121]);
