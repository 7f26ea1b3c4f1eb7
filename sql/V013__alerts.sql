-- Notices of money: that a budget is used to some part, that it is used up, that a day's spending is out of the pattern of the
-- days before; and how they reach people and programs.

-- What must be spent before these counters raise their next alert; null where none is left. What is here already looks at its
-- next movement.
alter table budget_window add column alert_at numeric default 0;
alter table budget_window alter column alert_at drop default;

-- When somebody last looked whether the tenant's spending is out of its pattern.
alter table tenant add column spending_watched_at timestamptz;

-- A fact, raised once: for each percentage of a budget's period, for each day and currency. It is its own entry in the outbox
-- until it has been passed on.
create table alert (
    tenant_id    int not null references tenant on delete cascade,
    id           uuid not null default gen_random_uuid(),
    number       bigint generated always as identity,
    kind         text not null check (kind in ('threshold', 'exhausted', 'anomaly')),
    -- The budget by its name of then, with the limit, the part that was reached, and what stood in the counters.
    window_id    bigint,
    budget       text,
    percent      int,
    amount       numeric,
    reserved     numeric,
    starts_at    timestamptz,
    ends_at      timestamptz,
    -- The day, and what a day like it usually comes to.
    day          date,
    usual        numeric,
    spent        numeric not null,
    currency     text not null,
    raised_at    timestamptz not null,
    passed_on_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, window_id) references budget_window on delete cascade,
    check (num_nulls(window_id, budget, percent, amount, reserved, starts_at) = case kind when 'anomaly' then 6 else 0 end),
    check (num_nulls(day, usual) = case kind when 'anomaly' then 0 else 2 end)
);
create unique index alert_of_window on alert (tenant_id, window_id, percent);
create unique index alert_of_day on alert (tenant_id, day, currency);
create unique index alert_number on alert (tenant_id, number);
create index alert_recent on alert (tenant_id, raised_at);
create index alert_waiting on alert (raised_at) where passed_on_at is null;
call protect('alert');
revoke update, delete on alert from ${application_role};
grant update (passed_on_at) on alert to ${application_role};
-- Whoever passes alerts on sees which are waiting, of all tenants, and then acts inside one.
create policy dispatch on alert for select using (current_setting('app.dispatcher', true) = 'on');

-- Who has read which.
create table alert_reading (
    tenant_id int not null,
    alert_id  uuid not null,
    user_id   uuid not null,
    primary key (tenant_id, alert_id, user_id),
    foreign key (tenant_id, alert_id) references alert on delete cascade,
    foreign key (tenant_id, user_id) references users on delete cascade
);
create index alert_reading_of on alert_reading (tenant_id, user_id);
call protect('alert_reading');

-- Programs that are told, as the Standard Webhooks have it.
create table webhook (
    tenant_id       int not null references tenant on delete cascade,
    id              uuid not null default gen_random_uuid(),
    name            text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    url             text not null,
    -- Which events; none: all of them.
    events          text[] not null default '{}',
    -- Sealed. The one before it signs beside it for a while, so that a receiver can change over.
    secret          bytea not null,
    earlier_secret  bytea,
    earlier_until   timestamptz,
    disabled_reason text check (disabled_reason in ('gone', 'admin')),
    created_at      timestamptz not null default now(),
    primary key (tenant_id, id)
);
create unique index webhook_name on webhook (tenant_id, name);
call protect('webhook');

-- Who gets mail.
create table notice_mail (
    tenant_id int not null references tenant on delete cascade,
    address   text not null,
    primary key (tenant_id, address)
);
call protect('notice_mail');

-- One message to one receiver. Its id is the same for every try; a receiver who gets it twice can tell.
create table delivery (
    tenant_id   int not null references tenant on delete cascade,
    id          uuid not null default gen_random_uuid(),
    -- Null for a trial.
    alert_id    uuid,
    webhook_id  uuid,
    address     text,
    event       text not null,
    -- The JSON that is sent to a webhook, byte by byte.
    payload     text,
    state       text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
    attempts    int not null default 0,
    due_at      timestamptz not null,
    -- Until then somebody is sending it.
    lease_until timestamptz,
    created_at  timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, alert_id) references alert on delete cascade,
    foreign key (tenant_id, webhook_id) references webhook on delete cascade,
    check (num_nulls(webhook_id, address) = 1),
    check ((webhook_id is null) = (payload is null))
);
create index delivery_due on delivery (due_at) where state = 'waiting';
create index delivery_of_webhook on delivery (tenant_id, webhook_id, created_at);
create index delivery_of_alert on delivery (tenant_id, alert_id);
call protect('delivery');
create policy dispatch on delivery for select using (current_setting('app.dispatcher', true) = 'on');

-- What became of each try.
create table delivery_attempt (
    tenant_id   int not null,
    delivery_id uuid not null,
    number      int not null,
    at          timestamptz not null,
    took_ms     int not null,
    -- Of HTTP; null where nobody answered, and for mail.
    status      int,
    -- A word for what went wrong; null when it arrived.
    failure     text,
    primary key (tenant_id, delivery_id, number),
    foreign key (tenant_id, delivery_id) references delivery on delete cascade
);
call protect('delivery_attempt');
revoke update, delete on delivery_attempt from ${application_role};
