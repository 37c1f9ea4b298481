package skyhall.storage.s3;

import java.util.Arrays;
import java.util.List;

/// Entity tags as conditions list them: quoted or not, weak or not, `*` for any.
final class EntityTags {
    private EntityTags() {}

    static List<String> list(String header) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .map(tag -> tag.replace("\"", ""))
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    static boolean matches(String header, String etag) {
        List<String> tags = list(header);
        return tags.contains("*") || tags.contains(etag);
    }
}
