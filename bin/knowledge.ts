import type { Configuration } from '../model/configuration.ts';
import type { Log } from '../model/log.ts';
import { readSoftwareFile, type SoftwareFile } from '../model/software-file/software-file.ts';
import { builtInKnowledge, type SoftwareKnowledge } from '../model/software-knowledge.ts';
import { Refusal } from './refusal.ts';
import { type Complaint, textOf, yamlIn } from './yaml-file.ts';

/** What the software file of a configuration came to: its problems as lines with their places. */
export interface ReadSoftware extends Omit<SoftwareFile, 'problems'> {
  readonly problems: readonly Complaint[];
}

const read = new WeakMap<Configuration, ReadSoftware>();

/**
 * What is known of software: what is built in, and what `softwareNews` adds. A configuration's file is read once, so that everything a process does goes by the same
 * profiles, also when the file changes meanwhile. @throws {Refusal} when the file cannot be read, or nothing of it can be taken.
 */
export function readSoftware(configuration: Configuration): ReadSoftware {
  const before = read.get(configuration);
  if (before !== undefined) return before;
  const { softwareNews: file } = configuration;
  const found = file === undefined ? unchanged : readFrom(file);
  read.set(configuration, found);
  return found;
}

const told = new WeakSet<Configuration>();

/** What is known of software under a configuration. What is wrong with a part of its file is told in the log, once, and the others go on. @throws {Refusal} as `readSoftware`. */
export function knowledgeOf({
  configuration,
  log,
}: {
  readonly configuration: Configuration;
  readonly log: Log;
}): SoftwareKnowledge {
  const { knowledge, problems } = readSoftware(configuration);
  if (!told.has(configuration))
    for (const each of problems) log.error('a part of the software file was refused', { ...each });
  told.add(configuration);
  return knowledge;
}

const unchanged: ReadSoftware = {
  knowledge: builtInKnowledge,
  added: [],
  changed: [],
  news: [],
  problems: [],
};

function readFrom(file: string): ReadSoftware {
  const yaml = yamlIn(textOf(file), file);
  if (!yaml.ok) throw refusalOf(yaml.complaint);
  const { problems, ...taken } = readSoftwareFile(yaml.value, builtInKnowledge);
  const whole = problems.find(({ keys }) => keys.length === 0);
  if (whole !== undefined) throw refusalOf(yaml.complaintOf(whole));
  return { ...taken, problems: problems.map(yaml.complaintOf) };
}

/** Without all of its file, findings that rest on it would pass for mended. */
function refusalOf({ problem, fix }: Complaint): Refusal {
  return new Refusal(problem, fix);
}
