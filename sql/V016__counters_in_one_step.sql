-- Counters are locked, looked at and moved inside the database: whoever waits for them waits for that and for one commit, and
-- not for what an application and the database say to each other in between.

-- To name counters in a reservation held their key, in each of the calls under way at once; nobody may delete them but with
-- their tenant, whose reservations go as well.
alter table reservation_window drop constraint reservation_window_tenant_id_window_id_fkey;

-- Holds this much in all of the counters, or in none: then tells those that lack it, and whether only because of what is held
-- for other calls. Everybody locks in the order of ids.
create function hold_money(of_tenant int, windows bigint[], held numeric)
    returns table (window_id bigint, only_held boolean)
language plpgsql as $$
declare
    counters record;
    lacking boolean := false;
begin
    for counters in
        select w.id, w.amount - w.spent as unspent, w.amount - w.spent - w.reserved as left_over from budget_window w
         where w.tenant_id = of_tenant and w.id = any (windows) order by w.id for no key update
    loop
        if counters.left_over < held then
            lacking := true;
            window_id := counters.id;
            only_held := counters.unspent >= held;
            return next;
        end if;
    end loop;
    if not lacking then
        update budget_window w set reserved = w.reserved + held where w.tenant_id = of_tenant and w.id = any (windows);
    end if;
end $$;

-- Gives back what was held for a reservation and counts what was spent; tells the counters that passed the mark of an alert.
create function move_money(of_tenant int, of_reservation uuid, held numeric, spending numeric)
    returns table (window_id bigint)
language plpgsql as $$
declare
    windows bigint[] := array(select r.window_id from reservation_window r
        where r.tenant_id = of_tenant and r.reservation_id = of_reservation);
begin
    if cardinality(windows) > 1 then
        perform 1 from budget_window w where w.tenant_id = of_tenant and w.id = any (windows) order by w.id for no key update;
    end if;
    return query
        with moved as (
            update budget_window w set reserved = w.reserved - held, spent = w.spent + spending
             where w.tenant_id = of_tenant and w.id = any (windows)
            returning w.id, w.spent >= w.alert_at as alerting)
        select m.id from moved m where m.alerting;
end $$;
