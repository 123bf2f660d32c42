import { describe, expect, it } from 'vitest';
import { played } from './timeline.ts';

const critical = { signal: { alerting: { forMs: 0, keepFiringForMs: 0, limit: 20 } } };

describe('an alert that comes and goes', () => {
  it('is announced as flapping after three rounds, and then keeps firing', () => {
    const { log } = played(`${'FP'.repeat(30)}`, critical);

    expect(log.slice(0, 6)).toEqual([
      '0 inactive>firing',
      '1 firing>resolved',
      '2 resolved>firing',
      '3 firing>resolved',
      '4 resolved>firing',
      '5 firing>resolved',
    ]);
    expect(log.slice(6)).toEqual(['6 resolved>firing~']);
  });

  it('fires even where no round lasts as long as a failure must', () => {
    expect(played('FP'.repeat(30)).log.at(-1)).toBe('6 inactive>firing~');
  });

  it('ends when it has been quiet for most of its 21 looks', () => {
    const { log } = played(`${'FP'.repeat(8)}${'P'.repeat(40)}`, critical);

    expect(log.slice(-2)).toEqual(['6 resolved>firing~', '33 firing>resolved']);
  });

  it('is no longer flapping when it settles as a failure', () => {
    expect(played(`${'FP'.repeat(8)}${'F'.repeat(40)}`, critical).log.slice(-2)).toEqual([
      '6 resolved>firing~',
      '34 firing>firing',
    ]);
  });

  it('is not what one or two outages make', () => {
    const { log } = played('FFFFPPPPPPFFFFPPPPPPPPPPPPPPPPPPPPPPP', critical);

    expect(log.filter((line) => line.includes('~'))).toEqual([]);
  });
});
