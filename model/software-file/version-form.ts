import { z } from 'zod';

/** What stands for a part of a version. Each takes a bounded number of characters. */
const digits = '[0-9a-f]{7,40}';
const parts: ReadonlyMap<string, string> = new Map([
  ['{number}', '\\d{1,9}'],
  ['{commit}', digits],
  ['{any}', '.{0,100}'],
]);

/** Characters that a part may take, so that what follows it must not begin with one: then there is one way to read a text, and no way back to try. */
const taken: ReadonlyMap<string, RegExp> = new Map([
  ['{number}', /^\d/],
  ['{commit}', /^[0-9a-f]/],
]);

const longest = 100;

/**
 * Forms of versions, such as `{number}.{number}.{number}-rc.{number}`: text as it stands, and parts in braces. A file has these instead of regular
 * expressions, because they are put to remote text: each reads the whole version and costs time in proportion to its length.
 */
export const versionFormsField = z
  .array(z.string().superRefine(refuseForm))
  .min(1, { error: 'names no form' })
  .max(20, { error: 'has more than 20 forms' })
  .transform((forms) => patternsOf(forms, digits));

/** Forms that name a commit, each once: group `commit` has its digits. */
export const commitFormsField = z
  .array(
    z
      .string()
      .superRefine(refuseForm)
      .refine((form) => form.split('{commit}').length === 2, { error: 'does not have {commit} in it once' }),
  )
  .min(1, { error: 'names no form' })
  .max(5, { error: 'has more than 5 forms' })
  .transform((forms) => patternsOf(forms, `(?<commit>${digits})`));

function refuseForm(form: string, context: z.RefinementCtx): void {
  const message = objectionTo(form);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
}

/** Why a form cannot be used. Undefined: it can. */
function objectionTo(form: string): string | undefined {
  if (form.length > longest) return `is longer than ${longest} characters`;
  const pieces = piecesOf(form);
  if (pieces.every((piece) => piece === '{any}')) return 'is the form of every version';
  if (pieces.filter((piece) => piece === '{any}').length > 1) return 'has {any} in it more than once';
  for (const [at, piece] of pieces.entries()) {
    if (!isPart(piece) && /[{}]/.test(piece))
      return 'has other braces in it than {number}, {commit} and {any}';
    const next = pieces[at + 1] ?? '';
    if (isPart(piece) && isPart(next)) return `has nothing between ${piece} and ${next}`;
    if (taken.get(piece)?.test(next) === true) return `goes on behind ${piece} with what may belong to it`;
  }
  return undefined;
}

function piecesOf(form: string): readonly string[] {
  return form.split(/(\{number\}|\{commit\}|\{any\})/).filter((piece) => piece !== '');
}

function isPart(piece: string): boolean {
  return parts.has(piece);
}

/** `commit`: what {commit} becomes. */
function patternsOf(forms: readonly string[], commit: string): RegExp {
  const piece = (text: string) => (text === '{commit}' ? commit : (parts.get(text) ?? escaped(text)));
  const each = forms.map((form) => piecesOf(form).map(piece).join(''));
  return new RegExp(`^(?:${each.join('|')})$`, 's');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
