-- The bits of every visible vector are compared, read from the index alone; then the nearest by bits are compared exactly.
-- They are handed over as an array of ids, so that the second step goes through the primary key and never joins.
with near as materialized (
    select c.id
    from chunk c
    where c.tenant_id = ? and c.acl_id = any(?)
    order by (c.bits <~> ?::bit(768)) + 0, c.id
    limit ?
)
select n.id, 1 - n.distance as cosine
from (
    select c.id, (c.emb <=> ?::halfvec(384)) + 0 as distance
    from chunk c
    where c.tenant_id = ? and c.id = any(array(select id from near)) and c.acl_id = any(?)
    order by distance, c.id
    limit ?
) n
order by n.distance, n.id
