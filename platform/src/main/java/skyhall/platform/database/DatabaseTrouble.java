package skyhall.platform.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/// What an exception says about the database itself, as opposed to the statement.
///
/// Source of the codes: PostgreSQL 18 manual, appendix A, "PostgreSQL Error Codes".
public final class DatabaseTrouble {
    /// Class 08 is every broken connection; these say the same in other classes: 57P01 admin shutdown, 57P02 crash
    /// shutdown, 57P03 cannot connect now (starting, recovering), 57P05 idle session ended, 53300 too many
    /// connections, 58030 a disk that refuses reads or writes, XX001 and XX002 a page that fails its checksum.
    private static final Set<String> GONE =
            Set.of("57P01", "57P02", "57P03", "57P05", "53300", "58030", "XX001", "XX002");

    /// Class 53 without the connections: 53100 disk full, 53200 out of memory.
    private static final Set<String> OUT_OF_ROOM = Set.of("53100", "53200");

    /// More links than any real chain has: a chain that is longer bites its own tail.
    private static final int LINKS_AT_MOST = 32;

    private DatabaseTrouble() {}

    /// Whether the database could not be reached, or went away in the middle of the work. Whether a commit that was
    /// under way took effect is then unknown.
    public static boolean isGone(Throwable thrown) {
        return find(thrown, DatabaseTrouble::isGone);
    }

    /// Whether the database has no disk or memory left for the work: reads may still succeed.
    public static boolean isOutOfRoom(Throwable thrown) {
        return find(thrown, sql -> OUT_OF_ROOM.contains(state(sql)));
    }

    /// Whether two transactions got in each other's way and the same work may succeed when it is repeated:
    /// 40001 serialisation failure, 40P01 deadlock.
    public static boolean isWorthRepeating(Throwable thrown) {
        return find(thrown, sql -> state(sql).equals("40001") || state(sql).equals("40P01"));
    }

    private static boolean isGone(SQLException sql) {
        return sql instanceof SQLTransientConnectionException
                || sql instanceof SQLNonTransientConnectionException
                || state(sql).startsWith("08")
                || GONE.contains(state(sql))
                || isTakenFromThePool(sql);
    }

    /// A pool that saw a connection break answers every later use of it, such as the rollback that follows the failure,
    /// with this text and no code. Source: HikariCP, `ProxyConnection.ClosedConnection`.
    private static boolean isTakenFromThePool(SQLException sql) {
        return sql.getSQLState() == null && "Connection is closed".equals(sql.getMessage());
    }

    private static String state(SQLException sql) {
        return sql.getSQLState() == null ? "" : sql.getSQLState();
    }

    private static boolean find(Throwable thrown, java.util.function.Predicate<SQLException> wanted) {
        Throwable link = thrown;
        for (int i = 0; link != null && i < LINKS_AT_MOST; i++, link = link.getCause()) {
            if (link instanceof SQLException sql && wanted.test(sql)) {
                return true;
            }
        }
        return false;
    }
}
