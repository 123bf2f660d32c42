import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueMarkdown } from './bin/catalogue.ts';
import { coverageMarkdown } from './bin/coverage.ts';
import { everyRule } from './bin/fleet.ts';
import { configurationJsonSchema } from './model/configuration/problem.ts';
import { softwareFileJsonSchema } from './model/software-file/entry.ts';
import { rules } from './rules/index.ts';
import { brokenServers } from './test/scenarios/broken.ts';
import { healthyServers } from './test/scenarios/passing.ts';

const folder = join(import.meta.dirname, 'docs');

writeFileSync(join(folder, 'rules.md'), catalogueMarkdown(everyRule()));
writeFileSync(
  join(folder, 'coverage.md'),
  coverageMarkdown({ rules, broken: brokenServers(), healthy: healthyServers() }),
);
writeFileSync(
  join(folder, 'fediscope.schema.json'),
  `${JSON.stringify(configurationJsonSchema(), undefined, 2)}\n`,
);
writeFileSync(
  join(folder, 'software-news.schema.json'),
  `${JSON.stringify(softwareFileJsonSchema(), undefined, 2)}\n`,
);
