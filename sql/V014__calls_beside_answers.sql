-- Whoever tries a model out calls its provider too, and that is paid like any other call.
alter table reservation drop constraint reservation_purpose_check;
alter table reservation add constraint reservation_purpose_check
    check (purpose in ('answer', 'embedding', 'rewrite', 'judge', 'rerank', 'test'));

-- What an answer cost is read with its evidence, and bills name calls by it.
create index charge_answer on charge (tenant_id, answer_id);
