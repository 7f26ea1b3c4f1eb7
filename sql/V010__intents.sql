-- A tenant's own labelled questions, and the classifiers that were trained from them and from the shipped ones.
create table intent_example (
    tenant_id  int not null references tenant on delete cascade,
    id         uuid not null default gen_random_uuid(),
    intent     text not null check (intent ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
    text       text not null check (length(text) between 1 and 2000),
    -- Under one label only: an example that is given again with another intent changes it.
    digest     text not null generated always as (md5(lower(text))) stored,
    -- Kept, so that training again embeds nothing: four bytes a dimension, and the model that made them.
    vector     bytea not null,
    model      text not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id)
);
create unique index intent_example_once on intent_example (tenant_id, digest);
create index intent_example_recent on intent_example (tenant_id, created_at desc, id desc);
call protect('intent_example');

create table intent_classifier (
    tenant_id  int not null references tenant on delete cascade,
    version    int not null check (version > 0),
    trained_at timestamptz not null default now(),
    trained_by text not null,
    -- The embedding model that it reads; with another one it is not used.
    model      text not null,
    head       bytea not null,
    -- A digest of the tenant's examples that it learnt from.
    taught     bytea not null,
    report     json not null,
    primary key (tenant_id, version)
);
call protect('intent_classifier');
