-- When a node's sending stood still because the database took no changes; written by it as soon as the database did again.
CREATE TABLE standstill (
    node     text NOT NULL,
    began_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    cause    text NOT NULL,
    PRIMARY KEY (began_at, node)
);
SELECT wabs_global('standstill');
