-- The cosines of given chunks.
select c.id, 1 - ((c.emb <=> ?::halfvec(384)) + 0) as cosine
from chunk c
where c.tenant_id = ? and c.id = any(?) and c.acl_id = any(?)
