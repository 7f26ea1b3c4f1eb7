-- The operator's keyed requests. They have no tenant: the first of them creates one. Bodies are sealed by the application.
create table operator_reply (
    key          text primary key,
    request_hash bytea not null,
    status       int,
    media_type   text,
    body         bytea,
    created_at   timestamptz not null default now()
);
grant select, insert, update, delete on operator_reply to ${application_role};
