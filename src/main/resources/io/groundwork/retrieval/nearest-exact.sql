-- Every visible vector is compared, class by class out of the index, so that the time depends on what is visible alone.
-- "+ 0" keeps any index on the distance out of it (the order shall be exact), "offset 0" any plan that reads other classes.
select c.id, 1 - c.distance as cosine
from unnest(?::int[]) as visible(acl_id)
cross join lateral (
    select c.id, (c.emb <=> ?::halfvec(384)) + 0 as distance
    from chunk c
    where c.tenant_id = ? and c.acl_id = visible.acl_id
    offset 0
) c
order by c.distance, c.id
limit ?
