import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signingKey, webhookHeaders } from '../../../../analyzer/notify/webhook/signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('the signature of a webhook', () => {
  it('is that of the reference libraries of Standard Webhooks', () => {
    const read = signingKey(secret);
    const body = '{"test": 2432232314}';

    const headers = webhookHeaders(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', sentAt: 1_614_265_330, body },
      read.ok ? read.key : undefined,
    );

    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      // The test vector of github.com/standard-webhooks/standard-webhooks, libraries/go/webhook_test.go.
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('changes with the id, the time and the body', () => {
    const key = Buffer.alloc(24, 1);
    const base = { id: 'msg_a', sentAt: 1, body: '{}' };
    const all = [base, { ...base, id: 'msg_b' }, { ...base, sentAt: 2 }, { ...base, body: '{ }' }];

    expect(new Set(all.map((each) => webhookHeaders(each, key)['webhook-signature'])).size).toBe(4);
  });

  it('is not there without a secret', () => {
    expect(Object.keys(webhookHeaders({ id: 'msg_a', sentAt: 1, body: '{}' }))).toEqual([
      'webhook-id',
      'webhook-timestamp',
    ]);
  });
});

describe('a signing secret', () => {
  it('may be any text of enough bytes, which are the key', () => {
    const text = 'a text of the operator, long enough';
    const read = signingKey(text);

    expect(read.ok && createHmac('sha256', read.key).update('x').digest('hex')).toBe(
      createHmac('sha256', text).update('x').digest('hex'),
    );
  });

  it.each([
    ['short', 'has 5 bytes, and 24 is the least'],
    ['whsec_c2hvcnQ=', 'has 5 bytes, and 24 is the least'],
    [`whsec_${Buffer.alloc(65).toString('base64')}`, 'has 65 bytes, and 64 is the most'],
    ['whsec_not base64!', 'is not base64 after whsec_'],
  ])('is refused when it is %s', (text, says) => {
    expect(signingKey(text)).toEqual({ ok: false, says });
  });
});
