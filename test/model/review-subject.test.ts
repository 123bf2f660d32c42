import { describe, expect, it } from 'vitest';
import { domainDigest } from '../../model/masking.ts';
import type { ReviewSubject } from '../../model/review.ts';
import { namesServer } from '../../model/review-subject.ts';
import { hostNamed } from '../visiting.ts';

const gone = hostNamed('example.org');
const about = (id: string): ReviewSubject => ({
  kind: 'policy-change',
  id,
  server: hostNamed('ours.example'),
});

describe('whether a review names a server', () => {
  it.each([
    ['by its name', 'list.example example.org reject'],
    ['by a wildcard below it', 'list.example *.example.org reject'],
    ['by a wildcard of Friendica', 'list.example *example.org reject'],
    ['by a digest', `list.example sha256:${domainDigest(gone)} reject`],
  ])('does: %s', (_how, id) => {
    expect(namesServer(about(id), gone)).toBe(true);
  });

  it('does not where another name ends alike', () => {
    expect(namesServer(about('list.example notexample.org reject'), gone)).toBe(false);
  });
});
