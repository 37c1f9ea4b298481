package skyhall.platform.secret;

/// A column that holds sealed values, for rotation to find.
///
/// @param table with its schema: `platform.access_key`
/// @param column the `bytea` column
/// @param keyColumn the column that names the row for ever; its text is part of what a sealed value is bound to
/// @param keyType how the key is compared: `text`, `bigint` or `uuid`
public record SealedColumn(String table, String column, String keyColumn, String keyType) {
    public SealedColumn {
        if (!table.matches("[a-z_]+\\.[a-z_]+") || !column.matches("[a-z_]+") || !keyColumn.matches("[a-z_]+")) {
            throw new IllegalArgumentException("not a column: " + table + "." + column + " by " + keyColumn);
        }
        if (!keyType.matches("text|bigint|uuid")) {
            throw new IllegalArgumentException("not a type of key: " + keyType);
        }
    }

    /// What a value in the row `key` is bound to.
    String binding(String key) {
        return table + "." + column + "/" + key;
    }
}
