-- With the enrollment first, one index answers both for its uniqueness and for who asks for an enrollment's syncs.
CREATE UNIQUE INDEX CONCURRENTLY "sync_account_id_enrollment_id_integration_id_key" ON "sync"("account_id", "enrollment_id", "integration_id");
