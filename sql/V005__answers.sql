-- Conversations, answers, and the evidence behind each answer.
create table conversation (
    tenant_id  int not null,
    id         uuid not null default gen_random_uuid(),
    user_id    uuid not null,
    title      text not null default '',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    -- Gone for its owner; the evidence of its answers stays under the tenant's retention.
    deleted_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references users on delete cascade
);
create index conversation_recent on conversation (tenant_id, user_id, updated_at desc);
call protect('conversation');

create table answer (
    tenant_id       int not null,
    id              uuid not null,
    conversation_id uuid not null,
    user_id         uuid not null,
    ordinal         int not null,
    question        text not null,
    text            text not null default '',
    -- given: complete; stopped: the client left or pressed Stop; failed: the provider failed.
    state           text not null default 'running' check (state in ('running', 'given', 'stopped', 'failed')),
    mode            text not null,
    model           text not null,
    grounded        boolean not null default false,
    abstained       boolean not null default false,
    -- The groundwork extension as it was sent (api.md), citations included.
    reply           jsonb not null default '{}',
    created_at      timestamptz not null default now(),
    finished_at     timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversation on delete cascade,
    foreign key (tenant_id, user_id) references users on delete cascade
);
create unique index answer_place on answer (tenant_id, conversation_id, ordinal);
create index answer_recent on answer (tenant_id, created_at desc, id);
call protect('answer');

create table feedback (
    tenant_id  int not null,
    answer_id  uuid not null,
    user_id    uuid not null,
    verdict    text not null check (verdict in ('up', 'down')),
    reason     text,
    correction text,
    created_at timestamptz not null default now(),
    primary key (tenant_id, answer_id, user_id),
    foreign key (tenant_id, answer_id) references answer on delete cascade
);
call protect('feedback');

-- Written before anything of the answer is given: who asked, what was found and allowed, and the exact text sent.
-- Both tables are append-only for the application.
create table evidence (
    tenant_id    int not null references tenant on delete cascade,
    answer_id    uuid not null,
    at           timestamptz not null default now(),
    username     text not null,
    user_id      uuid,
    groups       text[] not null,
    question     text not null,
    -- Byte for byte what went to the model.
    sent         text not null,
    sent_hash    bytea not null,
    -- json, not jsonb: the bytes that were hashed are the bytes that are kept.
    record       json not null,
    record_hash  bytea not null,
    request_id   text,
    traceparent  text,
    primary key (tenant_id, answer_id)
);
create index evidence_recent on evidence (tenant_id, at desc, answer_id);
call protect('evidence');
revoke update, delete on evidence from ${application_role};

-- Written when the answer is complete, stopped or failed, before its end is given.
create table evidence_outcome (
    tenant_id    int not null,
    answer_id    uuid not null,
    at           timestamptz not null default now(),
    state        text not null check (state in ('given', 'stopped', 'failed')),
    raw_answer   text not null,
    answer       text not null,
    abstained    boolean not null,
    -- json, not jsonb: the bytes that were hashed are the bytes that are kept.
    record       json not null,
    record_hash  bytea not null,
    primary key (tenant_id, answer_id),
    foreign key (tenant_id, answer_id) references evidence on delete cascade
);
call protect('evidence_outcome');
revoke update, delete on evidence_outcome from ${application_role};
