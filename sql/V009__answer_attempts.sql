-- One answer may take several models. What the first was told stands in evidence itself; what each further one was told
-- stands here, written before it leaves. Append-only for the application.
create table evidence_attempt (
    tenant_id      int not null,
    answer_id      uuid not null,
    n              int not null check (n > 1),
    at             timestamptz not null default now(),
    model          text not null,
    mode           text not null,
    prompt_version text not null,
    -- Byte for byte what went to the model.
    sent           text not null,
    sent_hash      bytea not null,
    -- json, not jsonb: the bytes that were hashed are the bytes that are kept.
    record         json not null,
    record_hash    bytea not null,
    primary key (tenant_id, answer_id, n),
    foreign key (tenant_id, answer_id) references evidence on delete cascade
);
call protect('evidence_attempt');
revoke update, delete on evidence_attempt from ${application_role};

-- The route of a conversation's first question: it stays on that side of the fine-tune boundary.
alter table conversation
    add column route_mode  text,
    add column route_model text;
