import { z } from 'zod';
import { text } from '../documents/lenient.ts';
import { readJson, requireSuccess } from '../net/json.ts';
import { defineProbe } from '../probe.ts';
import { domains } from './domains.ts';
import { instanceApi } from './instance-api.ts';

/** The privacy policy that a server shows by API. `asked` false: it has no such API. `length`: characters, tags included; the text itself is not kept. */
export type PrivacyPolicyData =
  | { readonly asked: false }
  | { readonly asked: true; readonly url: string; readonly length: number };

const Policy = z.object({ content: text });

/** What a hosted server tells people about their data. Source: Mastodon API, `GET /api/v1/instance/privacy_policy`, since 4.0. */
export const privacyPolicy = defineProbe({
  id: 'privacy-policy',
  version: 1,
  consent: 'hosted',
  cadence: 'E',
  after: { domains, instanceApi },
  async run({ server }, io, prior): Promise<PrivacyPolicyData> {
    if (prior.instanceApi.ok && !prior.instanceApi.data.asked) return { asked: false };
    const host = prior.domains.ok ? prior.domains.data.webDomain : server.host;
    const url = `https://${host}/api/v1/instance/privacy_policy`;
    const { content = '' } = readJson(
      requireSuccess(await io.get(url, { accept: 'application/json' })),
      Policy,
    );
    return { asked: true, url, length: content.trim().length };
  },
});
