import { corpus } from './servers.ts';
import { describeVerdicts } from './verdicts.ts';

describeVerdicts(corpus(), { leastNegative: 100 });
