import { afterAll } from 'vitest';
import { endFile } from './file-end.ts';

// Of all that a file does after its tests this comes last.
afterAll(endFile);
