/** What all copies of the AGPL have: its title and the heading of section 13. */
export const agpl = `                    GNU AFFERO GENERAL PUBLIC LICENSE
                       Version 3, 19 November 2007

 Copyright (C) 2007 Free Software Foundation, Inc. <https://fsf.org/>
 Everyone is permitted to copy and distribute verbatim copies.

  13. Remote Network Interaction; Use with the GNU General Public License.

  Notwithstanding any other provision of this License, if you modify the
Program, your modified version must prominently offer all users
interacting with it remotely through a computer network an opportunity.
`;

/** The same as Markdown, under another copyright line, with the older protocol. */
export const agplAsMarkdown = `Copyright (c) 2019 Some Company AI, Inc.

# GNU Affero General Public License
_Version 3, 19 November 2007_
_Copyright © 2007 Free Software Foundation, Inc. <http://fsf.org/>_

### 13. Remote Network Interaction; Use with the GNU General Public License.

Notwithstanding any other provision.
`;

/** Another licence of the family. It names the first one, in its own section 13. */
export const gpl = `                    GNU GENERAL PUBLIC LICENSE
                       Version 3, 29 June 2007

  13. Use with the GNU Affero General Public License.

  The special requirements of the GNU Affero General Public License,
section 13, concerning interaction through a network will apply.
`;
