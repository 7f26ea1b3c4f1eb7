-- A part of a budget is told once for each limit that a period has: whoever raises a limit is told of the new one as well.
drop index alert_of_window;
create unique index alert_of_window on alert (tenant_id, window_id, percent, amount);

-- What is here already looks again at its next movement; its limit may have been raised after everything was told. An update
-- would see no tenant's rows.
alter table budget_window alter column alert_at type numeric using 0;
