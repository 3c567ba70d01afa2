#!/bin/sh
# Runs once, when the database is made. The role that serves owns nothing and bows to row-level security; the
# owner only migrates.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$APP_PASSWORD" --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'SQL'
create role earshot_app login nosuperuser nocreatedb nocreaterole nobypassrls password :'password';
revoke create on schema public from public;
grant usage on schema public to earshot_app;
SQL
