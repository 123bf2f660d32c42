import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { softwareDiagnoses } from '../../../bin/doctor/software.ts';
import { configurationWith, exampleFile } from '../software-file.ts';

const example = readFileSync(exampleFile, 'utf8');

it('doctor says how many profiles the software file adds and changes', () => {
  const [only, ...others] = softwareDiagnoses(configurationWith(example));

  expect(others).toEqual([]);
  expect(only?.state).toBe('fine');
  expect(only?.says).toMatch(
    /software\.yaml: 1 profile \(examplepub\) added, 1 profile \(mastodon\) changed, news of 2$/,
  );
});

it('doctor names what of it is refused, with the line and the reason', () => {
  const broken = example.replace('names: [examplepub]', 'names: [mastodon]');
  const [counts, refused] = softwareDiagnoses(configurationWith(broken));

  expect(counts?.says).toContain('0 profiles added, 1 profile (mastodon) changed');
  expect(refused).toMatchObject({
    state: 'problem',
    says: expect.stringMatching(
      /software\.yaml:\d+: examplepub\.profile\.names\[0\]: mastodon is the name of Mastodon$/,
    ),
  });
});

it('doctor says nothing of a file that nobody configured, and that one which is named is not there', () => {
  const configuration = configurationWith(undefined);

  expect(softwareDiagnoses(configuration)).toEqual([]);
  expect(softwareDiagnoses({ ...configuration, softwareNews: '/nowhere.yaml' })).toMatchObject([
    { state: 'problem', says: expect.stringContaining('cannot read /nowhere.yaml') },
  ]);
});

it('doctor does not say of a file that is no YAML that the rest of it goes on', () => {
  expect(softwareDiagnoses(configurationWith('mastodon: {\n'))).toMatchObject([
    { state: 'problem', says: expect.stringContaining('is no YAML'), fix: 'correct this line' },
  ]);
});
