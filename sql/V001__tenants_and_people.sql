-- Tenants, their people and keys, and what everything else stands on.
-- Every table that has a tenant is protected by row level security, forced, so that even its owner sees one tenant at a
-- time: the one that app.tenant_id names, transaction-locally. Without it: no rows. With another: no rows, no writes.
-- The application's role owns nothing; ${application_role} is granted what it needs, table by table.

create procedure protect(target regclass)
language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    -- nullif: a pooled connection keeps '' behind, not null, after a transaction-local setting ends.
    execute format(
        'create policy of_tenant on %s using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::int))'
        ' with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::int))', target);
    execute format('grant select, insert, update, delete on %s to ${application_role}', target);
    -- No statistics of tenants: by them, a tenant that arrived since they were taken is planned as one without rows, and each
    -- look-up by (tenant, id) as a walk through all of its rows. Without them every tenant is planned alike.
    execute format('alter table %s alter column tenant_id set statistics 0', target);
end $$;

-- The register of tenants: names and states alone, no contents. It is read before a tenant is known (sign-in, keys).
create table tenant (
    id         int generated always as identity primary key,
    -- The id that the API tells; the number stays inside.
    public_id  uuid not null default gen_random_uuid(),
    slug       text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,62}$'),
    name       text not null check (length(name) between 1 and 200),
    status     text not null default 'active' check (status in ('active', 'suspended')),
    created_at timestamptz not null default now()
);
grant select, insert, update, delete on tenant to ${application_role};

-- Whoever or whatever an access rule can name, as one small integer: a user, a group, everyone, or a conjunction
-- (all_of), which a caller holds when the caller holds every one of its members.
create table principal (
    tenant_id int not null references tenant on delete cascade,
    id        int generated always as identity,
    kind      text not null check (kind in ('everyone', 'user', 'group', 'all_of')),
    members   int[] not null default '{}',
    primary key (tenant_id, id)
);
create unique index principal_everyone on principal (tenant_id) where kind = 'everyone';
create unique index principal_all_of on principal (tenant_id, members) where kind = 'all_of';
call protect('principal');

create table users (
    tenant_id      int not null,
    id             uuid not null default gen_random_uuid(),
    principal_id   int not null,
    username       text not null check (username ~ '^[A-Za-z0-9][A-Za-z0-9._@-]{0,127}$'),
    email          text not null,
    display_name   text not null,
    password_hash  text,
    roles          text[] not null default '{}' check (roles <@ array['admin', 'reviewer', 'employee']),
    active         boolean not null default true,
    -- Raised to end every session of the user at once.
    session_epoch  int not null default 0,
    created_at     timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, principal_id) references principal on delete cascade
);
create unique index users_username on users (tenant_id, lower(username));
create index users_principal on users (tenant_id, principal_id);
call protect('users');

create table groups (
    tenant_id    int not null,
    id           uuid not null default gen_random_uuid(),
    principal_id int not null,
    name         text not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,127}$'),
    created_at   timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, principal_id) references principal on delete cascade
);
create unique index groups_name on groups (tenant_id, lower(name));
create index groups_principal on groups (tenant_id, principal_id);
call protect('groups');

create table group_member (
    tenant_id int not null,
    group_id  uuid not null,
    user_id   uuid not null,
    primary key (tenant_id, group_id, user_id),
    foreign key (tenant_id, group_id) references groups on delete cascade,
    foreign key (tenant_id, user_id) references users on delete cascade
);
create index group_member_user on group_member (tenant_id, user_id);
call protect('group_member');

-- Members of a group are members of its parents.
create table group_parent (
    tenant_id int not null,
    group_id  uuid not null,
    parent_id uuid not null check (parent_id <> group_id),
    primary key (tenant_id, group_id, parent_id),
    foreign key (tenant_id, group_id) references groups on delete cascade,
    foreign key (tenant_id, parent_id) references groups on delete cascade
);
call protect('group_parent');

create table api_key (
    tenant_id   int not null,
    id          uuid not null default gen_random_uuid(),
    user_id     uuid not null,
    name        text not null,
    -- SHA-256 of the secret: it has 256 bits of chance in it, so a slow hash would add nothing.
    secret_hash bytea not null,
    hint        text not null,
    expires_at  timestamptz,
    revoked_at  timestamptz,
    last_used_at timestamptz,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references users on delete cascade
);
create unique index api_key_hash on api_key (tenant_id, secret_hash);
create index api_key_user on api_key (tenant_id, user_id);
call protect('api_key');

-- Failed sign-ins by name, so that guessing is slowed on every node alike; also for names that do not exist.
create table sign_in_throttle (
    tenant_id     int not null references tenant on delete cascade,
    username      text not null,
    failures      int not null default 0,
    blocked_until timestamptz,
    updated_at    timestamptz not null default now(),
    primary key (tenant_id, username)
);
call protect('sign_in_throttle');

-- Who changed what; append-only for the application.
create table audit_entry (
    tenant_id    int not null references tenant on delete cascade,
    id           bigint generated always as identity,
    at           timestamptz not null default now(),
    actor        text not null,
    actor_id     uuid,
    action       text not null,
    subject_kind text not null,
    subject      text not null,
    detail       jsonb not null default '{}',
    request_id   text,
    primary key (tenant_id, id)
);
create index audit_entry_subject on audit_entry (tenant_id, subject_kind, subject, id desc);
call protect('audit_entry');
revoke update, delete on audit_entry from ${application_role};

-- A POST that was sent twice is done once (kept for 24 hours).
create table idempotent_reply (
    tenant_id    int not null references tenant on delete cascade,
    caller       uuid not null,
    key          text not null,
    request_hash bytea not null,
    status       int,
    media_type   text,
    body         bytea,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, caller, key)
);
create index idempotent_reply_age on idempotent_reply (tenant_id, created_at);
call protect('idempotent_reply');

-- Durable work: claimed with a lease, so that work whose worker died is claimed again. A job names its subject by id
-- and holds no contents; the dispatcher may therefore see due jobs of all tenants (app.dispatcher, set for the claim
-- alone), and binds the job's tenant before it does the work.
create table job (
    tenant_id   int not null references tenant on delete cascade,
    id          uuid not null default gen_random_uuid(),
    kind        text not null,
    subject     uuid not null,
    attempts    int not null default 0,
    due_at      timestamptz not null default now(),
    lease_until timestamptz,
    worker      text,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id)
);
create unique index job_subject on job (tenant_id, kind, subject);
create index job_due on job (due_at);
call protect('job');
create policy dispatch on job
    using (current_setting('app.dispatcher', true) = 'on')
    with check (current_setting('app.dispatcher', true) = 'on');
