import type { HostMetaData } from '../../crawler/probes/host-meta.ts';
import type { Verdict } from '../../model/finding.ts';
import { goToSocialCode } from '../code.ts';
import { essenceOf } from '../facts/media-type.ts';
import { judgeSettled } from '../facts/settled.ts';
import { shown } from '../facts/shown.ts';
import { defineRule, failed, inapplicable, passed, passedBecause } from '../rule.ts';
import { rfcUnread } from '../sources.ts';

/** Is host-meta, where there is one, the document that peers expect? */
export const hostmetaDocument = defineRule({
  id: 'hostmeta.document',
  version: 1,
  title: 'The host-meta document, where there is one, is an XRD and says so',
  audience: 'sre',
  requirement: 'should',
  impact: 'degrades',
  sources: [rfcUnread(6415, '2'), goToSocialCode('internal/transport/finger.go')],
  breaks:
    'Pleroma asks host-meta first, GoToSocial when WebFinger does not answer; what is no XRD leads them nowhere.',
  falsePositives:
    'Readers that do not look at the type are content. A missing document never counts, and text/xml is noted only.',
  advice: 'Serve /.well-known/host-meta as application/xrd+xml, or answer 404.',
  needs: [],
  settles: ['host-meta'],
  check({ 'host-meta': hostMeta }) {
    return judgeSettled<HostMetaData>('host-meta did not answer', hostMeta, {
      check: judge,
      otherwise: ({ code, stage, detail }) =>
        stage === 'body' || code.startsWith('redirect-')
          ? failed(`host-meta cannot be read: ${detail}`)
          : inapplicable('There is no host-meta, which is optional'),
    });
  },
});

const others: readonly (string | undefined)[] = ['application/xml', 'text/xml'];

function judge({ contentType }: HostMetaData): Verdict {
  const essence = essenceOf(contentType);
  if (essence === 'application/xrd+xml') return passed;
  const sentence = `host-meta names ${shown(contentType)} as its type`;
  return others.includes(essence) ? passedBecause(`${sentence}; GoToSocial refuses it`) : failed(sentence);
}
