# How many bookings there were on each day, as a table in the bucket.
set -eu
export PGHOST="$DB_HOST" PGPORT="$DB_PORT" PGDATABASE="$DB_NAME" PGUSER="$DB_USERNAME" PGPASSWORD="$DB_PASSWORD"
psql --csv -c 'SELECT made::date AS day, count(*) FROM bookings GROUP BY day ORDER BY day' > report.csv
aws s3 cp report.csv "s3://$FILES_BUCKET/reports/$(date +%F).csv"
