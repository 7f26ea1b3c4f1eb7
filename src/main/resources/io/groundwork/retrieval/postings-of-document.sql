-- The keys of a document's postings that stand under another class than the given one.
select c.acl_id, t.id, unnest(t.terms) as term
from chunk_text t
cross join lateral (
    select acl_id from chunk where tenant_id = t.tenant_id and id = t.id and acl_id is distinct from ? offset 0
) c
where t.tenant_id = ? and t.document_id = ?
