-- 10 000 settled calls of tenant :tenant with amounts of up to twelve digits behind the point, every tenth of them corrected
-- in the next month; the ledger is written from the same figures, line by line.
with made as (
    insert into reservation (tenant_id, answer_id, call, purpose, user_id, groups, model, provider, mode, amount, currency, price,
        input_tokens, output_cap, state, made_at, expires_at, closed_at)
    select :tenant, gen_random_uuid(), 1, (array['answer', 'embedding', 'judge'])[1 + n % 3],
           case when n % 7 = 0 then null else (select id from users where tenant_id = :tenant order by username offset n % 3 limit 1) end,
           (array['{}', '{all}', '{all,sales}', '{all,north,sales}'])[1 + n % 4]::text[], 'model-' || n % 5, 'provider-' || n % 2,
           (array['rag', 'prompt', 'hybrid'])[1 + n % 3], 1, (array['EUR', 'USD'])[1 + n % 2],
           '{"currency": "EUR", "input": "0", "cached_input": "0", "cache_write": "0", "output": "0", "reasoning": "0", "per_request": "0"}',
           10, 100, 'settled', at, at, at
      from (select n, timestamptz '2026-10-15 00:00:00+00' + n * interval '3 minutes 7 seconds' as at from generate_series(1, 10000) n) call
    returning *
), charged as (
    insert into charge (tenant_id, reservation_id, kind, answer_id, call, purpose, user_id, groups, model, provider, mode, currency,
        amount, input, cached_input, cache_write, output, reasoning, requests, estimated, overrun, charged_at)
    select tenant_id, id, entry.kind, answer_id, call, purpose, user_id, groups, model, provider, mode, currency,
           entry.sign * entry.amount, entry.sign * 100, entry.sign * 7, 0, entry.sign * 11, 0, entry.sign, entry.late = 0, false,
           made_at + entry.late * interval '31 days'
      from made
     cross join lateral (select ('x' || substr(md5(id::text), 1, 10))::bit(40)::bigint::numeric / 1000000000000 as amount) a
     cross join lateral (values ('settlement', 1, a.amount, 0), ('reversal', -1, a.amount, 1), ('correction', 1, a.amount / 3, 1)) entry(kind, sign, amount, late)
     where entry.late = 0 or get_byte(uuid_send(id), 0) % 10 = 0
    returning *
)
insert into ledger_entry (tenant_id, posting, reservation_id, kind, account, amount, currency, at)
select c.tenant_id, p.posting, c.reservation_id, 'settle', line.account, line.amount, c.currency, c.charged_at
  from (select *, md5(reservation_id::text || kind)::uuid as posting from charged) c
 cross join lateral (select c.posting) p
 cross join lateral (values ('expense', c.amount), ('payable:' || c.provider, - c.amount)) line(account, amount)
