import { randomBytes } from 'node:crypto';
import type { WebDeps } from '../deps.ts';
import { type ActLog, createActLog } from './acts.ts';
import { createLimits, type Limits } from './limits.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** What the guards of one site remember together. */
export interface GuardState {
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly acts: ActLog;
  /** Tokens of forms are made with it. */
  readonly formKey: Buffer;
}

/** Nobody has come yet. */
export function createGuardState(deps: WebDeps): GuardState {
  const formKey = randomBytes(32);
  return { sessions: createSessions(), limits: createLimits(), acts: createActLog(deps), formKey };
}
