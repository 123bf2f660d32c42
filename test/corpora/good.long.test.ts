import { expectNothingFails } from './good.ts';

expectNothingFails('peer');
