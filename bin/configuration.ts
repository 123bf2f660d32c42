import { dirname, resolve } from 'node:path';
import { configurationProblems } from '../model/configuration/problem.ts';
import { type Configuration, configurationSchema } from '../model/configuration.ts';
import { Refusal, systemCode } from './refusal.ts';
import { type Complaint, textOf, yamlIn } from './yaml-file.ts';

/** What reading a configuration file came to: the configuration with paths made absolute, or every problem as a line with its place. */
export type ReadConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly [Complaint, ...Complaint[]] };

/** The configuration of a file. @throws {Refusal} naming the first problem and how many more there are. */
export function loadConfiguration(file: string): Configuration {
  const read = readConfiguration(file);
  if (read.ok) return read.configuration;
  const [first, ...others] = read.problems;
  const more = others.length > 0 ? ` (${others.length} more: fediscope doctor lists all)` : '';
  throw new Refusal(first.problem, `${first.fix}${more}`);
}

/** As `loadConfiguration`, with all problems as data. @throws {Refusal} when the file cannot be read. */
export function readConfiguration(file: string): ReadConfiguration {
  const read = yamlIn(readText(file), file);
  if (!read.ok) return { ok: false, problems: [read.complaint] };
  const { value: given } = read;
  if (given === null || given === undefined)
    return {
      ok: false,
      problems: [{ problem: `${file} is empty`, fix: 'write at least monitor.origin and monitor.contact' }],
    };
  const parsed = configurationSchema.safeParse(given);
  if (parsed.success)
    return { ok: true, configuration: withAbsolutePaths(parsed.data, dirname(resolve(file))) };
  const [first, ...others] = configurationProblems(parsed.error, given).map(read.complaintOf);
  return {
    ok: false,
    problems: [first ?? { problem: `${file} is invalid`, fix: 'see the documentation' }, ...others],
  };
}

function readText(file: string): string {
  try {
    return textOf(file);
  } catch (error) {
    const cause = error instanceof Refusal ? error.cause : undefined;
    if (systemCode(cause) !== 'ENOENT') throw error;
    throw new Refusal(`no configuration at ${file}`, 'create it or name another with --config', { cause });
  }
}

function withAbsolutePaths(configuration: Configuration, folder: string): Configuration {
  const { store, lab, alerts, reviews, softwareNews } = configuration;
  return {
    ...configuration,
    ...(softwareNews !== undefined && { softwareNews: resolve(folder, softwareNews) }),
    reviews: reviews.heads === undefined ? reviews : { heads: resolve(folder, reviews.heads) },
    rules: configuration.rules.map((pattern) => resolve(folder, pattern)),
    store: store.path === undefined ? store : { ...store, path: resolve(folder, store.path) },
    alerts: alerts.asTable === undefined ? alerts : { ...alerts, asTable: resolve(folder, alerts.asTable) },
    lab: lab.trustedCa === undefined ? lab : { ...lab, trustedCa: resolve(folder, lab.trustedCa) },
  };
}
