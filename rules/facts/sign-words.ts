import type { Fingerprint } from '../../model/fingerprint.ts';

/** A sign in words for people, as the part of a sentence. */
export function describeSign(print: Fingerprint): string {
  switch (print.kind) {
    case 'header':
      return `the ${print.name} header`;
    case 'cookie':
      return `the cookie ${print.name}`;
    case 'html':
      return 'the markup of its pages';
    case 'page-data':
      return 'the data in its pages';
    case 'subscribe-template':
      return 'the remote-follow address';
    case 'instance-api':
      return 'keys' in print.find ? 'the shape of the instance API' : 'the version in the instance API';
    case 'error-body':
      return 'its answer to what does not exist';
    case 'path-status':
      return `its answer at ${print.path}`;
    case 'static-file':
      return `the file ${print.path}`;
    case 'document':
      return `the document ${print.path}`;
    case 'manifest':
      return 'the manifest of its web app';
  }
}
