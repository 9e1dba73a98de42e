-- The stream as an external schema, and a schema of our own for what is made of it.
-- ${role_arn}: a role that Redshift may assume and that may read the stream, see README.md.
CREATE EXTERNAL SCHEMA IF NOT EXISTS web_stream
FROM KINESIS
IAM_ROLE '${role_arn}';

CREATE SCHEMA IF NOT EXISTS rt;
