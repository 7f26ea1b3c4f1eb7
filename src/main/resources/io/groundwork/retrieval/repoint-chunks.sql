-- Moves a document's chunks to another access class; tells what each class loses.
with moved as (
    update chunk c set acl_id = ?
    from (select id, acl_id from chunk where tenant_id = ? and document_id = ? and acl_id <> ? for update) before
    where c.tenant_id = ? and c.id = before.id
    returning c.id, before.acl_id
)
select moved.acl_id, count(*)::int as chunks, coalesce(sum(t.n_terms), 0)::bigint as terms
from moved join chunk_text t on t.tenant_id = ? and t.id = moved.id
group by moved.acl_id
