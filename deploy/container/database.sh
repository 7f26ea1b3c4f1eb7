#!/usr/bin/env bash
# Run once by the image of PostgreSQL, in an empty cluster: two roles, since the one that answers must not own the tables.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
  -v owner="$(cat /run/secrets/owner_password)" -v application="$(cat /run/secrets/application_password)" <<'SQL'
create role groundwork_owner login password :'owner';
create role groundwork_app login password :'application' nosuperuser nobypassrls;
create database groundwork owner groundwork_owner;
\c groundwork
create extension vector;
revoke all on schema public from public;
grant all on schema public to groundwork_owner;
grant usage on schema public to groundwork_app;
SQL
