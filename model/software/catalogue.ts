import type { SoftwareProfile } from './profile.ts';

/** What a server says it runs. */
export interface SoftwareClaim {
  /** NodeInfo `software.name`, as sent. */
  readonly name: string;
  /** NodeInfo `software.version`, as sent. Absent: none was sent. */
  readonly version?: string | undefined;
}

/** The software that is known by name. One process has one, so that it asks, judges and reports by the same profiles (decision 0026). */
export class SoftwareCatalogue {
  /** In no order that means anything; ids, names and ids of signs are each there once. */
  readonly profiles: readonly SoftwareProfile[];
  readonly #byName: ReadonlyMap<string, SoftwareProfile>;
  readonly #byId: ReadonlyMap<string, SoftwareProfile>;
  readonly #sharing: readonly SoftwareProfile[];

  constructor(profiles: readonly SoftwareProfile[]) {
    this.profiles = profiles;
    this.#byName = new Map(profiles.flatMap((one) => one.names.map((name) => [name, one] as const)));
    this.#byId = new Map(profiles.map((one) => [one.id, one]));
    this.#sharing = profiles.filter(({ sharedNames }) => sharedNames !== undefined);
  }

  /**
   * The profile that a claim belongs to, whatever its case. A fork that goes by another's name is known by its version.
   * Undefined: the software is not known.
   */
  profileOf({ name, version = '' }: SoftwareClaim): SoftwareProfile | undefined {
    const wanted = name.trim().toLowerCase();
    const fork = this.#sharing.find(({ sharedNames = [] }) =>
      sharedNames.some((shared) => shared.name === wanted && shared.version.test(version)),
    );
    return fork ?? this.#byName.get(wanted);
  }

  /** The profile of an id. Undefined: there is none. */
  profileWithId(id: string): SoftwareProfile | undefined {
    return this.#byId.get(id);
  }
}

/** What is made of a catalogue, made once and kept with it: look-ups that every page, answer or server is put to. */
export function perCatalogue<Made extends object>(
  make: (software: SoftwareCatalogue) => Made,
): (software: SoftwareCatalogue) => Made {
  const kept = new WeakMap<SoftwareCatalogue, Made>();
  return (software) => {
    const known = kept.get(software);
    if (known !== undefined) return known;
    const made = make(software);
    kept.set(software, made);
    return made;
  };
}
