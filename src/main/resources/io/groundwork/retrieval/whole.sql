-- Everything that stands under visible classes, in an order that stays the same as long as the documents do.
select c.id, t.document_id, t.version, t.ordinal, t.start_offset, t.end_offset, t.heading, t.text, c.acl_id,
       d.external_id, d.title, k.slug
from chunk c
join chunk_text t on t.tenant_id = c.tenant_id and t.id = c.id
join document d on d.tenant_id = c.tenant_id and d.id = t.document_id
join collection k on k.tenant_id = c.tenant_id and k.id = d.collection_id
where c.tenant_id = ? and c.acl_id = any(?)
order by k.slug, d.external_id, t.document_id, t.version, t.ordinal
limit ?
