import { defineRule, passed } from '../../rules/rule.ts';

const about = {
  id: 'test.undeclared',
  version: 1,
  title: 'A rule reads only what it declares',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [{ title: 'Design', url: 'https://example.org/' }],
  breaks: 'Nobody.',
  advice: 'Declare it.',
} as const;

/** Compiled by `npm run types`: each line below an expected error has to be one. */
export const rulesThatDoNotCompile = [
  defineRule({
    ...about,
    needs: ['dns'],
    check(seen) {
      // @ts-expect-error: tls is not declared
      return seen.tls === undefined ? passed : passed;
    },
  }),
  defineRule({
    ...about,
    needs: [],
    settles: ['dns'],
    check(seen) {
      // @ts-expect-error: a settled probe may have no data
      return seen.dns.data === undefined ? passed : passed;
    },
  }),
  defineRule({
    ...about,
    // @ts-expect-error: there is no such probe
    needs: ['dsn'],
    check: () => passed,
  }),
];
