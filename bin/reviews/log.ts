import type { KeyObject } from 'node:crypto';
import { chainOfKey } from '../../model/review-head.ts';
import { monitorKey } from '../../store/monitor-key.ts';
import { openReviewLog, type ReviewLog } from '../../store/review-log.ts';
import { type Foundation, isRunning } from '../foundation.ts';

/** The review log of this process with the key that signs its heads. */
export interface OwnReviewLog extends ReviewLog {
  readonly privateKey: KeyObject;
}

/** Opens the review log for writing. @throws {StoreUnavailable} when another process writes it, or the key cannot be used. */
export async function openOwnReviewLog({ configuration, store, clock }: Foundation): Promise<OwnReviewLog> {
  const directory = configuration.store.path;
  const { privateKey, publicKey } = await monitorKey(directory);
  const chain = chainOfKey(publicKey);
  return { ...(await openReviewLog({ rows: store, chain, directory, clock, isRunning })), privateKey };
}
