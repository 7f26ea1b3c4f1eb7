-- BM25 in Lucene's form over the visible postings. How many chunks hold a term is counted among the visible ones; how many
-- there are, and how long on average, is given, counted likewise: a hidden document changes no score.
-- A contribution is kept as a whole number of 2^-20ths: sums of whole numbers do not depend on the order in which
-- the rows are read, so the same passages always have the same scores, to the bit.
-- Each term is looked up by itself in each visible class, so that the time depends on what is visible alone ("offset 0" keeps
-- the planner from making a join of it, over the tenant's whole postings).
with asked as (
    select * from unnest(?::bigint[], ?::int[]) as a(term, times)
),
statistics as (
    select ?::float8 as chunks, ?::float8 as average_length, ?::float8 as k1, ?::float8 as b
),
visible as materialized (
    select a.term, a.times, p.chunk_id, p.tf, p.len
    from asked a
    cross join unnest(?::int[]) as visible(acl_id)
    cross join lateral (
        select p.chunk_id, p.tf, p.len
        from posting p
        where p.tenant_id = ? and p.term = a.term and p.acl_id = visible.acl_id
        offset 0
    ) p
),
rarity as (
    select v.term, ln(1 + (greatest(s.chunks - count(*), 0) + 0.5::float8) / (count(*) + 0.5::float8)) as idf
    from visible v cross join statistics s
    group by v.term, s.chunks
),
scored as materialized (
    select v.chunk_id,
           sum(v.times * round(1048576 * r.idf * v.tf / (v.tf + s.k1 * (1 - s.b + s.b * v.len / s.average_length)))::int) as score
    from visible v
    join rarity r on r.term = v.term
    cross join statistics s
    group by v.chunk_id
)
select top.chunk_id as id, top.score / 1048576::float8 as score, true as proposed
from (select chunk_id, score from scored order by score desc, chunk_id limit ?) top
union all
select s.chunk_id, s.score / 1048576::float8, false
from scored s
where s.chunk_id = any(?)
