import { describeKills } from './kills.ts';

describeKills([7, 20_261_121], { repeats: 2 });
