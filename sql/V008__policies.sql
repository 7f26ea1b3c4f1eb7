-- Routing policies: every draft is a version, and a version never changes.
create table routing_policy (
    tenant_id    int not null references tenant on delete cascade,
    version      int not null check (version > 0),
    -- json, not jsonb: the document stays as its author wrote it.
    document     json not null,
    created_at   timestamptz not null default now(),
    created_by   text not null,
    -- When it was last published.
    published_at timestamptz,
    published_by text,
    primary key (tenant_id, version)
);
call protect('routing_policy');
revoke update, delete on routing_policy from ${application_role};
grant update (published_at, published_by) on routing_policy to ${application_role};

-- What holds: one row per tenant, which is also the lock of whoever changes it.
create table routing_standing (
    tenant_id int not null references tenant on delete cascade,
    -- The version that was drafted last.
    latest    int not null default 0,
    -- Null while the reference routes apply.
    published int,
    -- The version that a part of the conversations tries.
    candidate int,
    percent   int check (percent between 1 and 99),
    primary key (tenant_id),
    foreign key (tenant_id, published) references routing_policy on delete cascade,
    foreign key (tenant_id, candidate) references routing_policy on delete cascade,
    check ((candidate is null) = (percent is null)),
    check (candidate is distinct from published or candidate is null)
);
call protect('routing_standing');
