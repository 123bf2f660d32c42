import { z } from 'zod';
import { keptHeaders } from '../exchange.ts';
import { pathField, pointerField, versionField, wantedField, weightField } from './fields.ts';

const named = {
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,40}\.[a-z0-9-]{1,60}$/, { error: 'is no id, such as examplepub.cookie' }),
  weight: weightField,
};
const texts = z
  .array(wantedField)
  .min(1, { error: 'names no text' })
  .max(10, { error: 'has more than 10 texts' });

const headerName = z.string().refine((name) => keptHeaders.has(name), {
  error: 'is no header field that is kept of answers, in lower case, such as server',
});

const attribute = z.union([
  z.literal('present'),
  z.strictObject({ is: wantedField }),
  z.strictObject({ begins: wantedField }),
  z.strictObject({ includes: wantedField }),
]);

const element = z.strictObject({
  tag: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,40}$/, { error: 'is no name of an element' })
    .exactOptional(),
  attributes: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, { error: 'is no attribute' }), attribute)
    .exactOptional(),
});

/** A tag alone is on the pages of everybody. */
const markedElement = element.refine(({ attributes = {} }) => Object.keys(attributes).length > 0, {
  error: 'is an element of any page; name an attribute of it',
});

const html = z.strictObject({
  ...named,
  kind: z.literal('html'),
  find: z.union(
    [
      z.strictObject({ element, contains: wantedField }),
      z.strictObject({ element: markedElement }),
      z.strictObject({ comment: wantedField }),
    ],
    { error: 'is neither an element with contains or attributes, nor a comment' },
  ),
});

const path = { ...named, path: pathField };

/** A sign of software in a file. Everything in it is text as it stands: nothing is a pattern, so nothing costs more than looking for it. */
export const fingerprintSchema = z.discriminatedUnion(
  'kind',
  [
    html,
    z.strictObject({ ...named, kind: z.literal('header'), name: headerName, contains: wantedField }),
    z.strictObject({
      ...named,
      kind: z.literal('cookie'),
      name: wantedField,
      prefix: z.literal(true).exactOptional(),
    }),
    z.strictObject({
      ...named,
      kind: z.literal('page-data'),
      element: markedElement,
      members: z.array(pointerField).min(1, { error: 'names no member' }).max(10),
    }),
    z.strictObject({ ...named, kind: z.literal('subscribe-template'), contains: wantedField }),
    z.strictObject({
      ...named,
      kind: z.literal('instance-api'),
      find: z.union([
        z.strictObject({ keys: z.array(z.string().min(1).max(80)).min(1).max(20) }),
        z.strictObject({ version: wantedField.transform((text) => text.toLowerCase()) }),
      ]),
    }),
    z.strictObject({ ...named, kind: z.literal('error-body'), at: z.enum(['api', 'page']), contains: texts }),
    z.strictObject({
      ...path,
      kind: z.literal('path-status'),
      status: z.union([z.int().min(200).max(599), z.literal('redirect')]),
      header: z.strictObject({ name: headerName, contains: wantedField }).exactOptional(),
    }),
    z.strictObject({
      ...path,
      kind: z.literal('static-file'),
      sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'is no SHA-256 of 64 hexadecimal digits' }),
      bytes: z.int().positive().exactOptional(),
      since: versionField.exactOptional(),
      until: versionField.exactOptional(),
    }),
    z.strictObject({ ...path, kind: z.literal('document'), contains: texts }),
    z.strictObject({ ...path, kind: z.literal('manifest'), contains: texts }),
  ],
  { error: 'is no kind of sign, such as header, cookie, html or instance-api' },
);
