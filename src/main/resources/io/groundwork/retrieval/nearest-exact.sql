-- Every visible vector is compared. "+ 0" keeps any index on the distance out of it: the order shall be exact.
select n.id, 1 - n.distance as cosine
from (
    select c.id, (c.emb <=> ?::halfvec(384)) + 0 as distance
    from chunk c
    where c.tenant_id = ? and c.acl_id = any(?)
    order by distance, c.id
    limit ?
) n
order by n.distance, n.id
