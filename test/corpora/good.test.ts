import { expectNothingFails } from './good.ts';

expectNothingFails('hosted');
