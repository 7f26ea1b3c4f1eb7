-- Further prices of a model. Null where its provider does not ask for it apart; what stands here already stays as it was.
alter table model_price
    -- Per million tokens of the output that nobody is shown; without one it is paid as output.
    add column reasoning        numeric check (reasoning >= 0),
    add column per_request      numeric not null default 0 check (per_request >= 0),
    -- Per million tokens.
    add column training         numeric check (training >= 0),
    add column hosting_per_hour numeric check (hosting_per_hour >= 0),
    -- Per million tokens.
    add column embedding        numeric check (embedding >= 0),
    -- Per search whose hits are ordered anew.
    add column rerank           numeric check (rerank >= 0);
