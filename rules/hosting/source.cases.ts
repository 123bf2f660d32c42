import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { aNodeInfoWith, anInstanceApi } from '../given/documents.ts';

const expect = { source: 'https://git.example.org/fork/mastodon' };
const api = (sourceUrl: string) => [observed('instance-api', anInstanceApi({ sourceUrl }))];
const nodeinfo = (repository: string) => [
  observed('instance-api', { asked: false }),
  observed('nodeinfo', aNodeInfoWith({ software: { name: 'pixelfed', version: '1', repository } })),
];

export const cases: readonly RuleCase[] = [
  {
    name: 'the agreed source',
    given: api('https://git.example.org/fork/mastodon'),
    expect,
    outcome: 'passed',
  },
  {
    name: 'the same in another spelling',
    given: api('https://git.example.org/fork/Mastodon.git'),
    expect,
    outcome: 'passed',
  },
  {
    name: 'the agreed source in NodeInfo',
    given: nodeinfo('https://git.example.org/fork/mastodon/'),
    expect,
    outcome: 'passed',
  },
  {
    name: 'upstream instead',
    given: api('https://github.com/mastodon/mastodon'),
    expect,
    outcome: 'failed',
    says: 'github.com',
  },
  {
    name: 'another one in NodeInfo',
    given: nodeinfo('https://github.com/pixelfed/pixelfed'),
    expect,
    outcome: 'failed',
  },
  {
    name: 'no source is named',
    given: [observed('instance-api', { asked: false })],
    expect,
    outcome: 'cannot-tell',
  },
  { name: 'nothing was agreed', given: api('https://github.com/mastodon/mastodon'), outcome: 'inapplicable' },
];
