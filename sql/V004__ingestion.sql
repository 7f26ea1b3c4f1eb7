-- What was submitted, and how far it is.
create table ingestion (
    tenant_id     int not null,
    id            uuid not null default gen_random_uuid(),
    collection_id uuid not null,
    submitted_by  text not null,
    state         text not null default 'queued' check (state in ('queued', 'running', 'succeeded', 'partially_failed', 'failed')),
    created_at    timestamptz not null default now(),
    started_at    timestamptz,
    finished_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, collection_id) references collection on delete cascade
);
create index ingestion_recent on ingestion (tenant_id, collection_id, created_at desc);
call protect('ingestion');

-- One submitted document (or one line that could not be taken: then document_id is null and the code says why).
create table ingestion_item (
    tenant_id    int not null,
    ingestion_id uuid not null,
    position     int not null,
    external_id  text,
    document_id  uuid,
    version      int,
    state        text not null default 'queued' check (state in ('queued', 'running', 'succeeded', 'failed')),
    chunks_total int not null default 0,
    chunks_done  int not null default 0,
    code         text,
    message      text,
    primary key (tenant_id, ingestion_id, position),
    foreign key (tenant_id, ingestion_id) references ingestion on delete cascade,
    foreign key (tenant_id, document_id) references document on delete cascade
);
create index ingestion_item_document on ingestion_item (tenant_id, document_id);
call protect('ingestion_item');
