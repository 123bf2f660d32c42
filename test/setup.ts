import { afterAll, expect } from 'vitest';
import { endFile } from './file-end.ts';

// Of all that a file does after its tests this comes last.
afterAll(endFile);

// What hostile names leave there every object of the process has, and each file that comes after.
afterAll(() => expect(Object.keys(Object.prototype)).toEqual([]));
