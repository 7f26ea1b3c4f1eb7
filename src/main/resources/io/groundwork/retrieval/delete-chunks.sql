-- The chunks of a document and their texts; tells what each access class loses.
with texts as (
    delete from chunk_text where tenant_id = ? and document_id = ? returning id, n_terms
),
chunks as (
    delete from chunk where tenant_id = ? and document_id = ? returning id, acl_id
)
select chunks.acl_id, count(*)::int as chunks, coalesce(sum(texts.n_terms), 0)::bigint as terms
from chunks left join texts on texts.id = chunks.id
group by chunks.acl_id
