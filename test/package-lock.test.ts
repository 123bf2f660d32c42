import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
  ),
});

/** npm leaves out of the lock what the registry at hand does not have, and `npm ci` then refuses the whole lock. */
it('the lock names every optional package, also those for other platforms', () => {
  const text = readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8');
  const { packages } = Lock.parse(JSON.parse(text));

  const optional = Object.values(packages).flatMap((each) => Object.keys(each.optionalDependencies ?? {}));

  expect(optional.filter((name) => packages[`node_modules/${name}`] === undefined)).toEqual([]);
});
