-- Moves the postings of a document's chunks to another access class; before the chunks move, since it reads their class.
update posting p set acl_id = ?
from (
    select c.acl_id, t.id, unnest(t.terms) as term
    from chunk c
    join chunk_text t on t.tenant_id = c.tenant_id and t.id = c.id
    where c.tenant_id = ? and c.document_id = ? and c.acl_id <> ?
) moved
where p.tenant_id = ? and p.term = moved.term and p.acl_id = moved.acl_id and p.chunk_id = moved.id
