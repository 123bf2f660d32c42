import { z } from 'zod';
import { audiences } from '../finding.ts';
import { digestSchema } from './digest.ts';
import { durationField, envNameField, urlField } from './fields.ts';

/** A URL that is asked as it stands: a name and password in it would be dropped on the way. */
const receiverUrlField = urlField.refine((text) => URL.parse(text)?.username === '', {
  error:
    'names a user, and receivers are asked without; leave it out, or let a proxy beside them add the password',
});

const webhook = z.strictObject({
  url: receiverUrlField.describe('where to post alerts, such as https://chat.example/hooks/fediscope'),
  secretEnv: envNameField
    .describe('the environment variable with the signing secret, such as WEBHOOK_SECRET')
    .exactOptional(),
  audience: z
    .enum(audiences)
    .describe(`${audiences.join(', ')}; leave it out for all`)
    .exactOptional(),
});

const heartbeat = z.strictObject({
  url: receiverUrlField.describe('what to GET, such as https://hc-ping.example/check-id'),
  interval: durationField.describe('how often, such as 1m').default(60_000),
});

/** Who is told of alerts. */
export const receiverFields = {
  alertmanager: z
    .array(receiverUrlField.describe('the URL of an Alertmanager, such as http://127.0.0.1:9093'))
    .describe('Alertmanagers; each is told of every alert')
    .default([]),
  webhooks: z
    .array(webhook.describe('a webhook, such as { url: https://chat.example/hooks/x, secretEnv: SECRET }'))
    .superRefine((webhooks, context) => {
      const keys = webhooks.map(({ url, audience }) => `${audience} ${url}`);
      for (const [index, key] of keys.entries())
        if (keys.indexOf(key) !== index)
          context.addIssue({
            code: 'custom',
            path: [index],
            message: 'is listed twice for one audience; keep one',
            input: key,
          });
    })
    .describe('where signed webhooks go')
    .default([]),
  heartbeat: heartbeat
    .describe('a URL that is asked as long as the analyzer works, such as { url: https://..., interval: 1m }')
    .exactOptional(),
  digest: digestSchema
    .describe(
      'sends webhooks for trust-safety what changed in a week, such as { zone: Europe/Berlin }; leave it out to send none',
    )
    .exactOptional(),
} as const;
