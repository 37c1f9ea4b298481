package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The ground that all database tests stand on.
final class TestDatabaseTest {
    @Test
    void eachFreshDatabaseIsItsOwn() {
        Database one = TestDatabase.fresh();
        Database other = TestDatabase.fresh();
        one.sql().sql("CREATE TABLE only_here (n int)").update();
        assertThat(tables(one)).isEqualTo(1);
        assertThat(tables(other)).isZero();
    }

    @Test
    void aFreshDatabaseHoldsTheTablesOfItsModules() {
        for (int i = 0; i < 3; i++) {
            Database database = TestDatabase.fresh("halfway");
            assertThat(database.sql()
                            .sql("SELECT count(*) FROM halfway.line")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1000);
        }
    }

    @Test
    void textIsUtf8AndSortsByBytes() {
        Database database = TestDatabase.fresh();
        assertThat(database.sql()
                        .sql("SHOW server_encoding")
                        .query(String.class)
                        .single())
                .isEqualTo("UTF8");
        assertThat(database.sql()
                        .sql("SELECT string_agg(w, ' ' ORDER BY w COLLATE \"C\") FROM unnest(ARRAY['b','é','a','Z']) w")
                        .query(String.class)
                        .single())
                .isEqualTo("Z a b é");
    }

    private static int tables(Database database) {
        return database.sql()
                .sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
                .query(Integer.class)
                .single();
    }
}
