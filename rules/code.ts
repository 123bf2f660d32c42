import type { Source } from '../model/rule.ts';

/** The day on which these files were read, in the newest tree that was at hand. */
const readOn = '2026-11-22';

const onGitHub = (software: string, repository: string, path: string): Source => ({
  title: software,
  section: path,
  url: `https://github.com/${repository}/blob/HEAD/${path}`,
  verified: readOn,
});

/** A file of Mastodon that enforces the rule. Read in the tree of 2026-08-07. */
export const mastodonCode = (
  path:
    | 'app/controllers/accounts_controller.rb'
    | 'app/controllers/api/v1/instances/base_controller.rb'
    | 'app/helpers/json_ld_helper.rb'
    | 'app/lib/request.rb'
    | 'app/lib/webfinger.rb'
    | 'app/models/account.rb'
    | 'app/services/activitypub/fetch_remote_actor_service.rb'
    | 'app/services/activitypub/fetch_remote_key_service.rb'
    | 'app/services/activitypub/process_account_service.rb',
): Source => onGitHub('Mastodon', 'mastodon/mastodon', path);

/** A file of Misskey that enforces the rule. Read in the tree of 2024-11-21. */
export const misskeyCode = (
  path:
    | 'core/HttpRequestService.ts'
    | 'core/RemoteUserResolveService.ts'
    | 'core/activitypub/ApRequestService.ts'
    | 'core/activitypub/ApResolverService.ts'
    | 'core/activitypub/models/ApPersonService.ts'
    | 'server/ActivityPubServerService.ts',
): Source => onGitHub('Misskey', 'misskey-dev/misskey', `packages/backend/src/${path}`);

/** A file of Lemmy's federation library that enforces the rule. Read in the tree of 2026-04-24. */
export const lemmyCode = (
  path: 'src/config.rs' | 'src/fetch/mod.rs' | 'src/fetch/webfinger.rs' | 'src/http_signatures.rs',
): Source => onGitHub('Lemmy', 'LemmyNet/activitypub-federation-rust', path);

/** What Lemmy wants of an actor. Read in the tree of 2026-08-12. */
export const lemmyPerson: Source = onGitHub(
  'Lemmy',
  'LemmyNet/lemmy',
  'crates/apub/objects/src/protocol/person.rs',
);

/** Where Friendica verifies signatures. Read in the tree of 2024-10-21. */
export const friendicaSignature: Source = onGitHub(
  'Friendica',
  'friendica/friendica',
  'src/Util/HTTPSignature.php',
);

/** A file of GoToSocial that enforces the rule. Read in the tree of 2025-10-03. */
export const goToSocialCode = (
  path:
    | 'docs/advanced/host-account-domain.md'
    | 'internal/federation/authenticate.go'
    | 'internal/federation/dereferencing/finger.go'
    | 'internal/httpclient/client.go'
    | 'internal/transport/dereference.go'
    | 'internal/transport/derefinstance.go'
    | 'internal/transport/finger.go',
): Source => ({
  title: 'GoToSocial',
  section: path,
  url: `https://codeberg.org/superseriousbusiness/gotosocial/src/branch/main/${path}`,
  verified: readOn,
});
