import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../../bin/configuration.ts';
import type { Configuration } from '../../model/configuration.ts';
import { emptyFolder } from './command.ts';

/** The file that the documentation shows. */
export const exampleFile: string = join(
  import.meta.dirname,
  '..',
  '..',
  'docs',
  'examples',
  'software-news.yaml',
);

/** A configuration, as it is read from its file. `software`: the text of the software file; absent: there is none. */
export function configurationWith(
  software: string | undefined,
  changes: Readonly<Record<string, unknown>> = {},
): Configuration {
  const folder = emptyFolder();
  const file = join(folder, 'fediscope.yaml');
  const given = {
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    ...(software !== undefined && { softwareNews: './software.yaml' }),
    ...changes,
  };
  if (software !== undefined) writeFileSync(join(folder, 'software.yaml'), software);
  writeFileSync(file, JSON.stringify(given)); // JSON is YAML
  const read = readConfiguration(file);
  if (!read.ok) throw new Error(read.problems[0].problem);
  return read.configuration;
}
