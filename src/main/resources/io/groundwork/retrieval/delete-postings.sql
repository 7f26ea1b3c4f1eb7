-- The postings of a document's chunks, found by their terms: each is one step into the primary key.
delete from posting p
using (
    select c.acl_id, t.id, unnest(t.terms) as term
    from chunk c
    join chunk_text t on t.tenant_id = c.tenant_id and t.id = c.id
    where c.tenant_id = ? and c.document_id = ?
) gone
where p.tenant_id = ? and p.term = gone.term and p.acl_id = gone.acl_id and p.chunk_id = gone.id
