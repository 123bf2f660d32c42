import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DigestSource } from './source.ts';

const letterSchema = z.object({ id: z.string(), queuedAt: z.number(), body: z.string() });
const memorySchema = z.object({ day: z.string(), letter: letterSchema.exactOptional() });

/** A digest on its way to one receiver. `queuedAt`: epoch milliseconds. `body`: as it is sent, every time. */
export type Letter = Readonly<z.output<typeof letterSchema>>;

/** What one receiver was sent last. `letter`: absent, it is over: taken, refused or given up. */
export interface Memory {
  readonly day: string;
  readonly letter?: Letter;
}

/** The memory that was written last. Undefined: there is none. */
export function memoryIn(lines: readonly unknown[]): Memory | undefined {
  const read = lines.map((line) => memorySchema.safeParse(line).data);
  return read.findLast((memory) => memory !== undefined);
}

/** The id of the digest of a day: the same whenever it is sent, by whichever process. */
export function digestId({ sender }: Pick<DigestSource, 'sender'>, day: string): string {
  return `msg_${createHash('sha256').update(`digest ${sender} ${day}`).digest('base64url')}`;
}
