import { it } from 'vitest';
import { expectCompletion } from './schema-kills.ts';

it('the schema is completed after a kill at any statement', () => expectCompletion([0, 1, 4, 14]), 60_000);
