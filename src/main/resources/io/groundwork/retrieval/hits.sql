-- What is shown of found chunks. The classes are asked for once more: what left them since it was found is not shown.
select t.id, t.document_id, t.version, t.ordinal, t.start_offset, t.end_offset, t.heading, t.text, c.acl_id,
       d.external_id, d.title, k.slug
from chunk c
join chunk_text t on t.tenant_id = c.tenant_id and t.id = c.id
join document d on d.tenant_id = t.tenant_id and d.id = t.document_id
join collection k on k.tenant_id = d.tenant_id and k.id = d.collection_id
where c.tenant_id = ? and c.id = any(?) and c.acl_id = any(?)
