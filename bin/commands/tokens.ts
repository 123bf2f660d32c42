import { type Command, Option } from 'commander';
import { staffRoles } from '../../model/access.ts';
import type { Session } from '../session.ts';
import type { TokenFlags } from '../tokens/add.ts';

/** `tokens add`: an access token for the pages, of which the configuration keeps the digest only. */
export function addTokens(root: Command, session: Session): void {
  const tokens = root.command('tokens').description('access tokens for the pages');
  tokens
    .command('add')
    .description('make an access token: it is shown once, with the line for web.auth.tokens')
    .addOption(
      new Option('--role <role>', 'what its holder may see and do')
        .choices([...staffRoles, 'customer'])
        .makeOptionMandatory(),
    )
    .option('--customer <name>', 'with role customer: which one, as hosted[].customer names it')
    .option('--name <name>', 'whose token it is, as the log of acts tells it; without it, the role')
    .action(async (flags: TokenFlags) => {
      const { runTokensAdd } = await import('../tokens/add.ts');
      runTokensAdd(flags, session);
    });
}
