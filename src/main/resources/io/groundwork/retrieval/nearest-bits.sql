-- The bits of every visible vector are compared, read from the index alone; then the nearest by bits are compared exactly.
-- Each of them is looked up by its key ("offset 0" keeps the planner from making a join of it, over the whole tenant).
with near as materialized (
    select c.id
    from chunk c
    where c.tenant_id = ? and c.acl_id = any(?)
    order by (c.bits <~> ?::bit(768)) + 0, c.id
    limit ?
)
select n.id, 1 - v.distance as cosine
from near n
cross join lateral (
    select (c.emb <=> ?::halfvec(384)) + 0 as distance
    from chunk c
    where c.tenant_id = ? and c.id = n.id and c.acl_id = any(?)
    offset 0
) v
order by v.distance, n.id
limit ?
