import { readSoftwareFile, type SoftwareFile } from '../../../model/software-file/software-file.ts';
import { builtInKnowledge } from '../../../model/software-knowledge.ts';

const source = 'https://git.examplepub.example/server';

/** What a new profile says beside where its source is, and has to have read. */
export const basedFields = ['names', 'licence', 'forkOf', 'instanceApi'] as const;

/** A whole profile of software that nobody knows; start valid, change one thing. */
export function aNewProfile(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    title: 'ExamplePub',
    names: ['examplepub'],
    licence: 'AGPL-3.0-only',
    forkOf: 'none',
    instanceApi: 'none',
    repositories: [{ url: source, role: 'canonical' }],
    basis: [{ fields: [...basedFields, 'repositories'], source, readAt: '2026-11-20' }],
    ...change,
  };
}

/** A new profile that says one thing more, with where it was read. */
export function withField(field: string, value: unknown, basis: Readonly<Record<string, unknown>> = {}) {
  const read = { fields: [field], source, readAt: '2026-11-21', ...basis };
  return aNewProfile({ [field]: value, basis: [...(aNewProfile()['basis'] as unknown[]), read] });
}

/** What comes of a file. */
export function readFile(given: unknown): SoftwareFile {
  return readSoftwareFile(given, builtInKnowledge);
}

/** What comes of a file that has a profile for examplepub. */
export function readExamplePub(profile: unknown): SoftwareFile {
  return readFile({ examplepub: { profile } });
}
