import { beforeAll, describe, expect, it } from 'vitest';
import { ruleOf } from '../../../analyzer/licence/deciding-rule.ts';
import type { LicenceVerdict } from '../../../model/licence/licence-verdict.ts';
import { negativeVerdicts } from '../../../rules/facts/licence/decision.ts';
import { confusionTable, type Judged } from './confusion.ts';
import { type Judgement, judgeCorpus } from './judgement.ts';
import type { CorpusServer } from './server.ts';

const isNegative = (verdict: LicenceVerdict) => negativeVerdicts.has(verdict);
const isOther = ({ server, dossier }: Judged) => dossier.verdict !== server.label;
const told = ({ server, dossier }: Judged) =>
  `${server.name}: ${dossier.verdict} for ${server.label}: ${dossier.because} (${dossier.reason})`;

/** Declares that the verdicts on some servers are those of their labels: nobody is accused falsely, and hardly anything is missed. */
export function describeVerdicts(servers: readonly CorpusServer[]): void {
  let judgement: Judgement;

  beforeAll(async () => {
    judgement = await judgeCorpus(servers);
    const others = judgement.judged.filter(isOther).map((one) => `  ${told(one)}\n`);
    process.stdout.write(`${confusionTable(judgement.judged)}\n${others.join('')}`);
  }, 400_000);

  describe(`the verdicts on ${servers.length} servers`, () => {
    it('accuse nobody after one visit', () => {
      expect(judgement.failedAtOnce).toEqual([]);
    });

    it('accuse nobody falsely', () => {
      const falsely = judgement.judged.filter((one) => isNegative(one.dossier.verdict) && isOther(one));

      expect(falsely.map(told)).toEqual([]);
    });

    it('fail a rule only where a verdict says so', () => {
      const byHost = new Map(judgement.judged.map(({ dossier }) => [dossier.server, dossier]));
      const loose = judgement.failed.filter(({ server, rule }) => {
        const dossier = byHost.get(server);
        return (
          dossier === undefined || ![dossier.verdict, dossier.ofOffer].some((one) => ruleOf(one) === rule)
        );
      });

      expect(loose.map(({ server, rule, because }) => `${server} ${rule}: ${because}`)).toEqual([]);
    });

    it('find 95 % or more of what is labelled negative', () => {
      const labelled = judgement.judged.filter(({ server }) => isNegative(server.label));
      const missed = labelled.filter(isOther);

      expect(labelled.length).toBeGreaterThan(60);
      expect(missed.length / labelled.length, missed.map(told).join('\n')).toBeLessThanOrEqual(0.05);
    });

    it('are those of the labels wherever nothing is told against a server', () => {
      const others = judgement.judged.filter(({ server }) => !isNegative(server.label));
      const different = others.filter(isOther);

      expect(different.length / others.length, different.map(told).join('\n')).toBeLessThanOrEqual(0.05);
    });
  });
}
