package skyhall.server.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Records as text: JSON for programs, a table or lines for people.
final class Printed {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultPropertyInclusion(present -> present.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();
    private static final int WIDEST = 60;

    private Printed() {}

    static String json(Object value) {
        return JSON.writeValueAsString(value) + "\n";
    }

    /// A line for each field: name and value.
    static String lines(Record one) {
        StringBuilder text = new StringBuilder();
        cells(one).forEach((name, value) -> text.append("%-20s %s\n".formatted(name, value)));
        return text.toString();
    }

    /// A row for each record; columns in which no row has anything are left out.
    static String table(List<? extends Record> all) {
        if (all.isEmpty()) {
            return "(none)\n";
        }
        List<Map<String, String>> rows = all.stream().map(Printed::cells).toList();
        Map<String, Integer> widths = new LinkedHashMap<>();
        rows.forEach(row -> row.forEach((name, value) -> {
            if (!value.isEmpty()) {
                widths.merge(name, Math.max(name.length(), clip(value).length()), Math::max);
            }
        }));
        Map<String, String> heads = new LinkedHashMap<>();
        widths.keySet().forEach(name -> heads.put(name, name.toUpperCase(Locale.ROOT)));
        StringBuilder text = new StringBuilder(row(heads, widths));
        rows.forEach(row -> text.append(row(row, widths)));
        return text.toString();
    }

    private static String row(Map<String, String> row, Map<String, Integer> widths) {
        List<String> cells = new ArrayList<>();
        widths.forEach((name, width) -> {
            String cell = clip(row.getOrDefault(name, ""));
            cells.add(cell + " ".repeat(width - cell.length()));
        });
        return String.join("  ", cells).stripTrailing() + "\n";
    }

    private static Map<String, String> cells(Record one) {
        Map<String, String> cells = new LinkedHashMap<>();
        JsonNode tree = JSON.valueToTree(one);
        tree.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                field.getValue().properties().forEach(inner -> cells.put(inner.getKey(), text(inner.getValue())));
            } else {
                cells.put(field.getKey(), text(field.getValue()));
            }
        });
        return cells;
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(text(part)));
            return String.join(",", parts);
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }

    private static String clip(String value) {
        return value.length() <= WIDEST ? value : value.substring(0, WIDEST - 1) + "…";
    }
}
