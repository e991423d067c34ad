import { intentKey } from '@handoff/core';
import { Prisma } from '../../generated/prisma/client.ts';

const [beforeContact = ''] = intentKey({ contactId: '%', jobId: null }).split('%');

/**
 * An intent `i` that its owner may take now. It is not due while the contact's candidate is somewhere
 * else than free or done: held, rejected, in somebody's hands, or waiting for its own time. Activity is
 * written in order: it is not due while another one is in somebody's hands, or waits to be tried again.
 *
 * The candidate is looked up apart (`OFFSET 0`), for one intent after the other: as a join, all that is open would be
 * joined before the first fifty are taken.
 */
export const due = Prisma.sql`i.state IN ('PENDING', 'RETRY', 'UNKNOWN') AND (i.retry_at IS NULL OR i.retry_at <= now())
  AND NOT EXISTS (
    SELECT FROM intent candidate
    WHERE candidate.account_id = i.account_id AND candidate.integration_id = i.integration_id
      AND candidate.key = ${beforeContact} || i.contact_id
      AND (candidate.state IN ('CLAIMED', 'SENDING') OR candidate.retry_at > now()
        OR (candidate.state IN ('HELD', 'REJECTED', 'CANCELLED') AND i.kind <> 'ERASURE'))
    OFFSET 0)
  AND (i.kind <> 'ACTIVITY' OR NOT EXISTS (
    SELECT FROM intent earlier
    WHERE earlier.account_id = i.account_id AND earlier.integration_id = i.integration_id
      AND earlier.contact_id = i.contact_id AND earlier.kind = 'ACTIVITY' AND earlier.id <> i.id
      AND (earlier.state IN ('CLAIMED', 'SENDING') OR (earlier.state IN ('RETRY', 'UNKNOWN') AND earlier.retry_at > now()))))`;
