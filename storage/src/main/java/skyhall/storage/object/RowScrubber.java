package skyhall.storage.object;

import java.util.ArrayList;
import java.util.List;
import skyhall.platform.database.Database;

/// Reads the small bodies that live in rows and checks each against the CRC-32C that was made when it
/// came in.
public final class RowScrubber {
    private static final int BATCH = 200;
    private static final List<String> TABLES = List.of("live_object", "past_version", "part");

    private final Database database;

    public RowScrubber(Database database) {
        this.database = database;
    }

    /// A body that is not what was put.
    ///
    /// @param table where its row stands
    /// @param row names the row: bucket number, key and sequence; or upload and number of the part
    public record Damage(String table, String row) {}

    /// Reads every body once, in portions that each see committed rows only; returns what is damaged.
    public List<Damage> scrub() {
        List<Damage> found = new ArrayList<>();
        for (String table : TABLES) {
            scrub(table, found);
        }
        return List.copyOf(found);
    }

    private void scrub(String table, List<Damage> found) {
        boolean part = table.equals("part");
        String name = part ? "upload || '/' || number" : "bucket || '/' || encode(key, 'escape') || '/' || sequence";
        // The physical place is a cursor that needs no index; a row that moves meanwhile was just written anew.
        String statement = "SELECT ctid::text AS place, body, body_crc, " + name + " AS name FROM storage." + table
                + " WHERE body IS NOT NULL AND ctid > CAST(:after AS tid) ORDER BY ctid LIMIT :limit";
        String after = "(0,0)";
        while (true) {
            List<Row> rows = database.sql()
                    .sql(statement)
                    .param("after", after)
                    .param("limit", BATCH)
                    .query((row, _) -> new Row(
                            row.getString("place"),
                            row.getString("name"),
                            ContentReader.matches(row.getBytes("body"), row.getInt("body_crc"))))
                    .list();
            rows.stream().filter(row -> !row.whole()).forEach(row -> found.add(new Damage(table, row.name())));
            if (rows.size() < BATCH) {
                return;
            }
            after = rows.getLast().place();
        }
    }

    private record Row(String place, String name, boolean whole) {}
}
