-- Collections, documents, versions, and the access classes that decide who may read them.

-- One row per source of permission (a collection's rule, a document's own rule, the class of what is withheld), never
-- interned by content: a change of access is a change of one row and holds at the next statement.
-- A caller with principals p reads a class when: allow && p, and not deny && p, and not inherited_deny && p.
create table acl (
    tenant_id      int not null references tenant on delete cascade,
    id             int generated always as identity,
    source_kind    text not null check (source_kind in ('collection', 'document', 'withheld')),
    source_id      uuid not null,
    allow          int[] not null default '{}',
    deny           int[] not null default '{}',
    -- The denies of the collection, repeated in the classes of its documents that have a rule of their own.
    inherited_deny int[] not null default '{}',
    -- What is indexed under the class: the exact selectivity of a search, and BM25's N and average length over what the
    -- caller may see. Kept by retrieval in the transaction that changes the index.
    n_chunks       int not null default 0,
    n_terms        bigint not null default 0,
    version        bigint not null default 0,
    primary key (tenant_id, id)
);
create unique index acl_source on acl (tenant_id, source_kind, source_id);
call protect('acl');

create table collection (
    tenant_id      int not null references tenant on delete cascade,
    id             uuid not null default gen_random_uuid(),
    slug           text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name           text not null check (length(name) between 1 and 200),
    description    text not null default '',
    access         jsonb not null,
    acl_id         int not null,
    target_tokens  int not null default 200,
    overlap_tokens int not null default 40,
    freshness_days int,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    primary key (tenant_id, id),
    -- Deferred: when a tenant goes, its classes go before the collections and documents that name them.
    foreign key (tenant_id, acl_id) references acl deferrable initially deferred
);
create unique index collection_slug on collection (tenant_id, slug);
call protect('collection');

create table document (
    tenant_id       int not null,
    id              uuid not null default gen_random_uuid(),
    collection_id   uuid not null,
    external_id     text not null,
    title           text not null,
    source_url      text,
    attributes      jsonb not null default '{}',
    status          text not null default 'published' check (status in ('draft', 'published')),
    -- Its own rule; null inherits the collection's.
    access          jsonb,
    -- The class of its own rule; null while it inherits.
    own_acl_id      int,
    -- The version that can be retrieved; 0 until the first one is ready.
    current_version int not null default 0,
    latest_version  int not null default 0,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, collection_id) references collection on delete cascade,
    foreign key (tenant_id, own_acl_id) references acl deferrable initially deferred
);
create unique index document_external on document (tenant_id, collection_id, external_id);
create index document_title on document (tenant_id, collection_id, title, id);
call protect('document');

create table document_version (
    tenant_id     int not null,
    document_id   uuid not null,
    version       int not null,
    state         text not null default 'received' check (state in ('received', 'processing', 'ready', 'failed')),
    file_name     text,
    media_type    text,
    byte_size     bigint not null default 0,
    -- SHA-256 of the received bytes: the same bytes again make no new version.
    content_hash  bytea not null,
    -- The text that was read out of it; citations count code points in it, so it never changes once ready.
    text          text,
    text_hash     bytea,
    error_code    text,
    error_message text,
    created_at    timestamptz not null default now(),
    ready_at      timestamptz,
    primary key (tenant_id, document_id, version),
    foreign key (tenant_id, document_id) references document on delete cascade
);
call protect('document_version');

-- The received bytes, apart, so that lists never drag them along.
create table document_file (
    tenant_id   int not null,
    document_id uuid not null,
    version     int not null,
    content     bytea not null,
    primary key (tenant_id, document_id, version),
    foreign key (tenant_id, document_id, version) references document_version on delete cascade
);
call protect('document_file');
