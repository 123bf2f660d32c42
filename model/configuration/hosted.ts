import { z } from 'zod';
import { lifeStates } from '../server.ts';
import { envNameField, hostField, textField, urlField } from './fields.ts';
import { pace } from './pace.ts';

const expectation = z.strictObject({
  software: z
    .string()
    .regex(/^[a-z0-9-]+$/, { error: 'is no software name' })
    .describe('the software as NodeInfo names it, in lower case, such as mastodon')
    .exactOptional(),
  registrations: z
    .enum(['open', 'approval', 'closed'])
    .describe('open, approval or closed: how people get an account')
    .exactOptional(),
  federation: z
    .enum(['open', 'limited'])
    .describe('open or limited: whether any server may federate')
    .exactOptional(),
  source: urlField.describe('the URL of the source that runs there').exactOptional(),
});

const canary = z.strictObject({
  account: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,64}$/, { error: 'is no local account name' })
    .describe('the name of the canary account, without @ and host'),
  tokenEnv: envNameField
    .describe('the environment variable with its access token, such as CANARY_TOKEN')
    .exactOptional(),
});

/** One server that is watched by contract. */
export const hostedSchema = z.strictObject({
  domain: hostField.describe('the account domain of the server, such as social.example'),
  customer: textField.describe('the name of the institution it is run for').exactOptional(),
  plan: z.enum(['operated', 'supported']).describe('operated or supported').exactOptional(),
  moderation: z.boolean().describe('true when we moderate it, else false').exactOptional(),
  state: z
    .enum(lifeStates)
    .describe('onboarding, live, retiring or moved; in the last two a 410 is planned')
    .exactOptional(),
  objective: z
    .number()
    .min(50, { error: 'is below 50' })
    .lt(100, { error: 'is not below 100' })
    .describe('the promised availability in percent of a calendar month, such as 99.9')
    .exactOptional(),
  ...pace('the server, once it is proven ours,', '30s'),
  public: z
    .boolean()
    .describe('true to tell everyone its state and availability at /status/<domain>, else false')
    .exactOptional(),
  expect: expectation.describe('what the contract says the server is').prefault({}),
  canary: canary.describe('an account of ours on the server').exactOptional(),
});
