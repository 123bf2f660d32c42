import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueMarkdown } from './bin/catalogue.ts';
import { configurationJsonSchema } from './model/configuration/problem.ts';
import { rules } from './rules/index.ts';

const folder = join(import.meta.dirname, 'docs');

writeFileSync(join(folder, 'rules.md'), catalogueMarkdown(rules));
writeFileSync(
  join(folder, 'fediscope.schema.json'),
  `${JSON.stringify(configurationJsonSchema(), undefined, 2)}\n`,
);
