import type { SoftwareProfile } from '../../../model/software/index.ts';
import type { Concealment } from '../concealment.ts';

/**
 * Which software a server is taken to run.
 * `known`: the one it names, or the one whose signs it shows. `concealed`: it shows the signs of software under the AGPL, and says another one or
 * nothing. `calledOtherwise`: the name it gives itself, where that is not a name of the software. `unknown`: and why.
 */
export type Identity =
  | {
      readonly state: 'known';
      readonly software: SoftwareProfile;
      readonly concealed: boolean;
      readonly calledOtherwise?: string;
    }
  | { readonly state: 'unknown'; readonly why: 'software-not-read' | 'software-unknown' | 'places-not-read' };

/** What an identity is found in. */
export interface IdentityFacts {
  readonly concealment: Concealment;
  /** What NodeInfo names, where that is a name we do not know. */
  readonly unknownName: string | undefined;
  /** Was no page of the server read? It may name its software there. */
  readonly pagesUnread: boolean;
}

/** Which software does a server run? */
export function identify({ concealment, unknownName, pagesUnread }: IdentityFacts): Identity {
  const otherwise = unknownName === undefined ? {} : { calledOtherwise: unknownName };
  switch (concealment.state) {
    case 'open':
      return { state: 'unknown', why: 'software-not-read' };
    case 'unknown':
      return { state: 'unknown', why: 'software-unknown' };
    case 'agrees':
    case 'named-by-api':
      return { state: 'known', software: concealment.profile, concealed: false };
    case 'own-name':
      return { state: 'known', software: concealment.shown.profile, concealed: false, ...otherwise };
    case 'conceals': {
      const { profile: software } = concealment.shown;
      if (software.networkClause && pagesUnread) return { state: 'unknown', why: 'places-not-read' };
      return { state: 'known', software, concealed: software.networkClause, ...otherwise };
    }
  }
}
