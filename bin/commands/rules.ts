import { type Command, Option } from 'commander';
import { catalogueEntries, catalogueMarkdown, catalogueText, ruleText } from '../catalogue.ts';
import { loadConfiguration } from '../configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { noSuchRule } from '../no-such-rule.ts';
import type { Session } from '../session.ts';

type Format = 'text' | 'json' | 'markdown';

/** `rules list` and `rules show`: the catalogue, made from the rules themselves. `rules test`: the tests of rules. */
export function addRules(root: Command, session: Session): void {
  const rules = root.command('rules').description('the catalogue of rules');
  rules
    .command('list')
    .description('every rule, by audience')
    .addOption(new Option('--format <format>', 'how').choices(['text', 'json', 'markdown']).default('text'))
    .action(async ({ format }: { format: Format }) => {
      session.terminal.out(await listing(format));
      session.end(exitCodes.fine);
    });
  rules
    .command('show')
    .description('one rule in full')
    .argument('<id>', 'such as actor.vary')
    .action(async (id: string) => {
      session.terminal.out(await chapter(id, session));
      session.end(exitCodes.fine);
    });
  rules
    .command('test')
    .description('run the tests of rules: cases of server rules, and stories in virtual time of fleet rules')
    .argument(
      '[rules...]',
      'rule files, such as rules.d/*.yaml, or rules that come with us, such as tls.valid; without any, all of these',
    )
    .option('--config <file>', 'take the profiles of the software file of a configuration')
    .action(async (wanted: readonly string[], { config }: { readonly config?: string }) => {
      const { runRuleTrials } = await import('../rule-trials.ts');
      const configuration = config === undefined ? undefined : loadConfiguration(config);
      await runRuleTrials({ wanted, ...(configuration && { configuration }) }, session);
    });
}

async function listing(format: Format): Promise<string> {
  const { everyRule } = await import('../fleet.ts');
  const rules = everyRule();
  if (format === 'json') return `${JSON.stringify(catalogueEntries(rules), undefined, 2)}\n`;
  return format === 'markdown' ? catalogueMarkdown(rules) : catalogueText(rules);
}

async function chapter(id: string, { terminal }: Session): Promise<string> {
  const { everyRule } = await import('../fleet.ts');
  const rules = everyRule();
  const rule = rules.find((each) => each.id === id);
  if (rule !== undefined) return ruleText(rule, terminal.columns);
  throw noSuchRule(
    id,
    rules.map((each) => each.id),
  );
}
