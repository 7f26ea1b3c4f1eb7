-- The cosines of given chunks, each looked up by its key.
select n.id, 1 - v.distance as cosine
from unnest(?::bigint[]) as n(id)
cross join lateral (
    select (c.emb <=> ?::halfvec(384)) + 0 as distance
    from chunk c
    where c.tenant_id = ? and c.id = n.id and c.acl_id = any(?)
    offset 0
) v
