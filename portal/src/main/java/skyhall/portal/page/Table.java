package skyhall.portal.page;

import gg.jte.Content;
import java.util.List;

/// A table whose cells are content. Every row has as many cells as there are columns.
///
/// @param caption says what the table holds; read aloud, shown above it
public record Table(String caption, List<Column> columns, List<List<Content>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<Content> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row of " + row.size() + " cells, not " + columns.size());
            }
        }
    }

    /// The head of a column.
    ///
    /// @param numeric figures stand at the right edge, so that digits line up
    public record Column(String label, boolean numeric) {
        public static Column of(String label) {
            return new Column(label, false);
        }

        public static Column numeric(String label) {
            return new Column(label, true);
        }
    }
}
