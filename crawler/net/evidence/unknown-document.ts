import { isMembers } from '../json-text.ts';
import type { People } from './people.ts';
import { nameOfThings, personKeys, technicalKeys } from './person-keys.ts';

const replaced = '[person]';

/** How the texts of a document are scrubbed. */
export interface Scrubbers {
  /** Free text. */
  prose(text: string): string;
  /** A user name, with or without its host. */
  account(text: string): string;
  key(key: string): string;
  /** A value in which names go only where accounts stand. */
  scrub(value: unknown): unknown;
}

/** Where a value stands: its key without a namespace and the key of the object around it. */
interface Place {
  readonly key: string;
  readonly parent: string;
}

/** A remote document of a kind that we do not know: names go from all text but that of technical members, and members that hold people are replaced. */
export function scrubbedDocument(
  value: unknown,
  by: Scrubbers,
  { key, parent }: Place = { key: '', parent: '' },
): unknown {
  const ofThing = nameOfThings.has(parent) && key === 'name';
  if (ofThing || technicalKeys.has(key)) return by.scrub(value);
  const person = isCount(value) ? undefined : personOf(value, key, by);
  if (person !== undefined) return person;
  if (typeof value === 'string') return by.prose(value);
  if (Array.isArray(value))
    return value.map((item: unknown) => scrubbedDocument(item, by, { key: '', parent }));
  if (!isMembers(value)) return value;
  const members: Record<string, unknown> = {};
  for (const name in value)
    members[by.key(name)] = scrubbedDocument(value[name], by, { key: tail(name), parent: key });
  return members;
}

/** What stands for a member that holds people. Undefined: it is none, or is looked into. */
function personOf(value: unknown, key: string, by: Scrubbers): string | undefined {
  const treatment = personKeys.get(key)?.[0];
  if (treatment === undefined) return undefined;
  if (treatment === 'pseudonym' && typeof value === 'string') return by.account(value);
  const isWhole = treatment === 'replace' || typeof value === 'string' || Array.isArray(value);
  return isWhole ? replaced : undefined;
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || value === null;
}

/** `http://schema.org/name`, `vcard:bday` and `displayName`, without what stands in front, in lower case. */
function tail(key: string): string {
  return key
    .slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf('#'), key.lastIndexOf(':')) + 1)
    .toLowerCase();
}

const maxNames = 200;

/** Marks the accounts that a document names, except those of servers and groups. */
export function learnNames(value: unknown, people: People): void {
  const found: string[] = [];
  collect(value, found);
  people.add(found.filter((name) => !people.isServer(name, '')));
}

const thing = /^(?:Application|Service|Organization|Group)$/;

function collect(value: unknown, found: string[]): void {
  if (found.length >= maxNames) return;
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (!isMembers(value)) return;
  const { type } = value;
  const isThing = typeof type === 'string' && thing.test(type);
  for (const key in value) {
    const member = value[key];
    if (typeof member === 'object') collect(member, found);
    else if (typeof member === 'string' && !isThing && personKeys.get(tail(key))?.[0] === 'pseudonym')
      found.push(member.replace(/^@/, '').split('@')[0] ?? '');
  }
}
