-- Money: what may be spent, what is held for calls under way, and what was spent; to the last digit.

-- Where a tenant's days begin. A budget's period under way ends when it was going to; the next one follows the new zone.
alter table tenant add column time_zone text not null default 'UTC';

-- A collection that is not degradable is answered from by the model that the policy chose, or not at all.
alter table collection add column degradable boolean not null default true;

-- How much may be spent, by whom and in which time. What it names has no foreign key: the past of a budget outlives a group.
create table budget (
    tenant_id     int not null references tenant on delete cascade,
    id            bigint generated always as identity,
    name          text not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,127}$'),
    scope         text not null check (scope in ('tenant', 'group', 'user', 'key', 'model')),
    -- The id of the group, user or key.
    subject       uuid check ((subject is not null) = (scope in ('group', 'user', 'key'))),
    model         text check ((model is not null) = (scope = 'model')),
    period        text not null check (period in ('day', 'week', 'month', 'total')),
    amount        numeric not null check (amount >= 0),
    currency      text not null check (currency ~ '^[A-Z]{3}$'),
    -- What each member may spend of it; null for all of it.
    member_amount numeric check (member_amount is null or (member_amount >= 0 and scope in ('tenant', 'group'))),
    alert_percent int[] not null default '{}',
    -- What a policy's rule may say after "then"; null: the call is refused.
    degrade       jsonb,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    retired_at    timestamptz,
    primary key (tenant_id, id)
);
create unique index budget_name on budget (tenant_id, lower(name)) where retired_at is null;
create index budget_subject on budget (tenant_id, subject) where retired_at is null;
call protect('budget');

-- The counters of one period of a budget: of the whole (its member is all zeros), or of what one member may spend of it. The
-- limit stands beside them, so that whoever holds the row's lock sees the limit that holds now. Locked in the order of ids.
create table budget_window (
    tenant_id int not null,
    id        bigint generated always as identity,
    budget_id bigint not null,
    member_id uuid not null default '00000000-0000-0000-0000-000000000000',
    starts_at timestamptz not null,
    ends_at   timestamptz check (ends_at > starts_at),
    amount    numeric not null,
    spent     numeric not null default 0,
    reserved  numeric not null default 0 check (reserved >= 0),
    primary key (tenant_id, id),
    foreign key (tenant_id, budget_id) references budget on delete cascade
) with (fillfactor = 50);
create unique index budget_window_once on budget_window (tenant_id, budget_id, member_id, starts_at);
call protect('budget_window');

-- Money that is held for one call of a provider: opened before the call leaves, and closed once, by what the call took, by
-- nothing when it never left, or by a marked estimate when nobody came back to close it.
create table reservation (
    tenant_id           int not null references tenant on delete cascade,
    id                  uuid not null default gen_random_uuid(),
    answer_id           uuid not null,
    call                int not null check (call > 0),
    purpose             text not null check (purpose in ('answer', 'embedding', 'rewrite', 'judge', 'rerank')),
    user_id             uuid,
    key_id              uuid,
    -- The names of the caller's groups as of then, those through other groups included.
    groups              text[] not null,
    model               text not null,
    provider            text not null,
    mode                text not null,
    amount              numeric not null check (amount >= 0),
    currency            text not null,
    -- The price as it was then: what changes later changes nothing of it.
    price               jsonb not null,
    input_tokens        bigint not null,
    output_cap          bigint not null,
    output_seen         bigint not null default 0,
    state               text not null default 'open' check (state in ('open', 'settled', 'released', 'expired')),
    made_at             timestamptz not null,
    expires_at          timestamptz not null,
    closed_at           timestamptz,
    primary key (tenant_id, id)
);
create unique index reservation_call on reservation (tenant_id, answer_id, call, purpose);
create index reservation_due on reservation (expires_at) where state = 'open';
call protect('reservation');
-- Whoever looks for what expired sees which it is, of all tenants, and then acts inside one.
create policy dispatch on reservation for select using (current_setting('app.dispatcher', true) = 'on');

-- Which counters a reservation stands in; it stays in them, also when it is closed after their period.
create table reservation_window (
    tenant_id      int not null,
    reservation_id uuid not null,
    window_id      bigint not null,
    primary key (tenant_id, reservation_id, window_id),
    foreign key (tenant_id, reservation_id) references reservation on delete cascade,
    foreign key (tenant_id, window_id) references budget_window on delete cascade
);
create index reservation_window_of on reservation_window (tenant_id, window_id);
call protect('reservation_window');
revoke update, delete on reservation_window from ${application_role};

-- Double entry: what one account gains another loses, so each posting sums to zero. held and commitment: money set aside for
-- calls under way; expense and payable:<provider>: money spent.
create table ledger_entry (
    tenant_id      int not null,
    id             bigint generated always as identity,
    posting        uuid not null,
    reservation_id uuid not null,
    kind           text not null check (kind in ('reserve', 'settle', 'release', 'expire', 'correct')),
    account        text not null check (account in ('held', 'commitment', 'expense') or account like 'payable:_%'),
    -- Debit above zero, credit below.
    amount         numeric not null check (amount <> 0),
    currency       text not null,
    at             timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, reservation_id) references reservation on delete cascade
);
create index ledger_entry_of on ledger_entry (tenant_id, reservation_id);
call protect('ledger_entry');
revoke update, delete on ledger_entry from ${application_role};

-- All lines of a posting come in one statement.
create function demand_balance() returns trigger
language plpgsql as $$
begin
    if exists (select 1 from lines group by tenant_id, posting, currency having sum(amount) <> 0) then
        raise exception 'a posting does not sum to zero' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger ledger_entry_balance after insert on ledger_entry
    referencing new table as lines for each statement execute function demand_balance();

-- What was spent, one row for each time that a call was settled; a correction takes back what was there and says it anew, so
-- that usage is the sum of these rows, whichever of them are summed.
create table charge (
    tenant_id           int not null,
    id                  bigint generated always as identity,
    reservation_id      uuid not null,
    kind                text not null check (kind in ('settlement', 'estimate', 'reversal', 'correction')),
    answer_id           uuid not null,
    call                int not null,
    purpose             text not null,
    user_id             uuid,
    key_id              uuid,
    groups              text[] not null,
    model               text not null,
    provider            text not null,
    mode                text not null,
    currency            text not null,
    amount              numeric not null,
    -- Cached input and input that is kept are parts of the input; reasoning is a part of the output.
    input               bigint not null,
    cached_input        bigint not null,
    cache_write         bigint not null,
    output              bigint not null,
    reasoning           bigint not null,
    requests            int not null,
    estimated           boolean not null,
    -- More than was held.
    overrun             boolean not null,
    provider_request_id text,
    reason              text,
    charged_at          timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, reservation_id) references reservation on delete cascade
);
create unique index charge_once on charge (tenant_id, reservation_id) where kind in ('settlement', 'estimate');
create index charge_of on charge (tenant_id, reservation_id);
create index charge_recent on charge (tenant_id, charged_at);
create index charge_provider_request on charge (tenant_id, provider_request_id) where provider_request_id is not null;
call protect('charge');
revoke update, delete on charge from ${application_role};
