/** One measured claim. `value`: a ratio or a bound measured in this run. `against`: what it was measured against. */
export interface Measure {
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  /** Absent: printed without a goal. */
  readonly goal?: string;
  readonly holds?: boolean;
  readonly against: string;
}
