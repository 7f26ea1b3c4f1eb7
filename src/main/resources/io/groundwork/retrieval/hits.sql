-- What is shown of found chunks, each looked up by its key. The classes are asked for once more: what left them since it
-- was found is not shown.
select n.id, t.document_id, t.version, t.ordinal, t.start_offset, t.end_offset, t.heading, t.text, c.acl_id,
       d.external_id, d.title, k.slug
from unnest(?::bigint[]) as n(id)
cross join (select ?::int as id) tenant
cross join lateral (
    select c.acl_id from chunk c where c.tenant_id = tenant.id and c.id = n.id and c.acl_id = any(?) offset 0
) c
cross join lateral (
    select * from chunk_text t where t.tenant_id = tenant.id and t.id = n.id offset 0
) t
cross join lateral (
    select d.external_id, d.title, d.collection_id from document d
    where d.tenant_id = tenant.id and d.id = t.document_id offset 0
) d
join collection k on k.tenant_id = tenant.id and k.id = d.collection_id
