-- The models of a tenant, what each costs from which day on, and the adapters that were loaded for it.

create table model (
    tenant_id      int not null references tenant on delete cascade,
    id             uuid not null default gen_random_uuid(),
    alias          text not null check (alias ~ '^[a-z0-9][a-z0-9._-]{0,62}$' and alias <> 'assistant'),
    provider       text not null check (provider in ('extractive', 'openai', 'anthropic', 'student')),
    -- Its name at its provider.
    name           text not null,
    base_url       text,
    -- Sealed by the application for this tenant, alias and address; it does not open for another.
    api_key        bytea check (api_key is null or base_url is not null),
    tier           text,
    kind           text not null check (kind in ('base', 'fine_tuned')),
    base           text check ((base is not null) = (kind = 'fine_tuned')),
    tools          boolean not null,
    json_schema    boolean not null,
    seed           boolean not null,
    temperature    boolean not null,
    context_tokens int not null,
    connect_ms     int not null,
    first_token_ms int not null,
    idle_ms        int not null,
    total_ms       int not null,
    max_concurrent int not null check (max_concurrent > 0),
    disabled       boolean not null default false,
    retires_on     date,
    -- A new number with every change, never one that was there before: what was made for another is made anew, on every node.
    revision       bigint generated always as identity,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    primary key (tenant_id, id)
);
create unique index model_alias on model (tenant_id, alias);
call protect('model');

-- Per million tokens; the valid one is that with the latest valid_from that has come, and of two of one day the later one.
-- Append-only for the application, and kept when the model goes: what was paid can be told for good.
create table model_price (
    tenant_id    int not null references tenant on delete cascade,
    id           bigint generated always as identity,
    model_id     uuid not null,
    valid_from   date not null,
    currency     text not null check (currency ~ '^[A-Z]{3}$'),
    input        numeric not null check (input >= 0),
    cached_input numeric not null check (cached_input >= 0),
    cache_write  numeric not null check (cache_write >= 0),
    output       numeric not null check (output >= 0),
    set_at       timestamptz not null default now(),
    primary key (tenant_id, id)
);
create index model_price_valid on model_price (tenant_id, model_id, valid_from desc, id desc);
call protect('model_price');
revoke update, delete on model_price from ${application_role};

-- A server of ours (vLLM) loads an adapter under a name that no other version ever had; the one before is unloaded once
-- its last call must have ended.
create table model_adapter (
    tenant_id   int not null,
    id          uuid not null default gen_random_uuid(),
    model_id    uuid not null,
    version     text not null,
    lora_name   text not null,
    path        text not null,
    loaded_at   timestamptz not null default now(),
    -- From then on nothing new is asked of it.
    replaced_at timestamptz,
    unloaded_at timestamptz check (unloaded_at is null or replaced_at is not null),
    primary key (tenant_id, id),
    foreign key (tenant_id, model_id) references model on delete cascade
);
create unique index model_adapter_name on model_adapter (tenant_id, lora_name);
create unique index model_adapter_asked on model_adapter (tenant_id, model_id) where replaced_at is null;
call protect('model_adapter');
