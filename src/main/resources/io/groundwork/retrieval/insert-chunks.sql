-- The narrow rows of a document's chunks, in their order, so that ascending ids are ascending ordinals.
insert into chunk (tenant_id, document_id, acl_id, bits, emb)
select ?, ?, ?, v.bits::bit(768), v.emb::halfvec(384)
from unnest(?::text[], ?::text[]) with ordinality as v(bits, emb, place)
order by v.place
returning id
