DROP INDEX "sync_account_id_enrollment_id_idx";
DROP INDEX "sync_account_id_integration_id_enrollment_id_key";
