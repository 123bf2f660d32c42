import { describe } from 'vitest';
import { expectNothingFails } from './good.ts';

describe.each(['hosted', 'peer'] as const)('%s', (role) => expectNothingFails(role, [-48, -24]));
