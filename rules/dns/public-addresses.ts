import { lemmyCode, mastodonCode, misskeyCode } from '../code.ts';
import { defineRule, failed, passed } from '../rule.ts';
import { activityPub } from '../sources.ts';

/** Are all addresses of the server ones that peers may connect to? */
export const dnsPublicAddresses = defineRule({
  id: 'dns.public-addresses',
  version: 1,
  title: "Every address of the server's name can be reached from the internet",
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [
    activityPub('B.3', 'security-localhost'),
    mastodonCode('app/lib/request.rb'),
    misskeyCode('core/HttpRequestService.ts'),
    lemmyCode('src/config.rs'),
  ],
  breaks:
    'Peers refuse private addresses, so they cannot fetch from the server or deliver to it whenever they pick one.',
  falsePositives:
    'A name that is meant for an internal network only fails by right, and does not matter there. A resolver of ours with a view of its own sees other addresses than peers do.',
  advice: 'Remove the private or reserved addresses from the public DNS zone.',
  needs: ['dns'],
  check({ dns }) {
    const wrong = dns.data.addresses.filter(
      (address) => address.class !== 'global' && address.class !== 'lab',
    );
    const listed = wrong.slice(0, 3).map((address) => `${address.address} is ${address.class}`);
    return wrong.length === 0
      ? passed
      : failed(`The name leads to addresses that peers refuse: ${listed.join(', ')}`);
  },
});
