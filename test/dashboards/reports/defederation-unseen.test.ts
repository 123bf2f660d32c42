import { expect, it } from 'vitest';
import { defederationFormats } from '../../../dashboards/reports/defederation/formats.ts';
import { reportLanguages } from '../../../dashboards/reports/words/language.ts';
import { tongueOf } from '../../../dashboards/reports/words/tongue.ts';
import { rebuttalForm } from '../../../dashboards/web/parts/rebuttal.ts';
import { defederationExample } from './defederation-example.ts';

const example = defederationExample(true);
const [told] = example.servers;
const [first] = told!.rejections;
const unseen = { ...first!, policy: { ...first!.policy, unseen: true as const } };
const report = { ...example, servers: [{ ...told!, rejections: [unseen] }] };

it.each(reportLanguages)(
  'a rejection of which newer readings cannot tell is so in each format: %s',
  (language) => {
    const tongue = tongueOf(language);
    const words = tongue.words.defederation.openSince(tongue.form.moment(unseen.policy.lastSeen));

    for (const format of ['md', 'csv'] as const) {
      expect(defederationFormats[format](report, tongue).split(words)).toHaveLength(2);
      expect(defederationFormats[format](example, tongue)).not.toContain(words);
    }
  },
);

it('so is it where the server answers', () => {
  const form = (one: typeof first) => String(rebuttalForm([one!], told!.server, 'token'));

  expect(form(unseen)).toContain(
    'peer.example: Cannot tell since 2025-11-30 10:00:00 UTC; it was: Rejects (suspend)',
  );
  expect(form(first)).toContain('peer.example: Rejects (suspend)');
});
