import type { Delivery, StoredDelivery } from './delivery.ts';
import type { ConditionalWrite } from './ports.ts';

/** The deliveries' records, as far as they are sent again. */
export interface ResendableDeliveries {
  /**
   * Writes the next run of a delivery, with its event, if the record is still as it was read and has not expired.
   * @param before as it was read
   */
  startRun(next: StoredDelivery, before: Delivery): Promise<ConditionalWrite>;
  /** Keeps a delivery with its event under an id that nobody has. */
  add(stored: StoredDelivery): Promise<ConditionalWrite>;
}
