-- An ATS that does not tell which organisation a key belongs to is recognised by several of its records.
ALTER TABLE "integration" ADD COLUMN "organization_marks" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
UPDATE "integration" SET "organization_marks" = ARRAY["organization_id"] WHERE "organization_id" IS NOT NULL;
ALTER TABLE "integration" DROP COLUMN "organization_id";
