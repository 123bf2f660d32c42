import { Refusal } from './refusal.ts';

/** The secret in an environment variable that the configuration names. @throws {Refusal} when it is not set or empty. */
export function secretOf(name: string, path: string): string {
  const secret = process.env[name];
  if (secret === undefined || secret === '')
    throw new Refusal(`${path} names the environment variable ${name}, which is not set`, 'set it');
  return secret;
}
