package skyhall.storage.form;

import java.util.Arrays;
import java.util.Locale;

/// One condition of a policy on one field.
sealed interface PolicyCondition {
    /// The field's name in lower case.
    String field();

    boolean allows(String value);

    /// How AWS writes a condition in a refusal.
    String text();

    /// The field must have exactly this value.
    record Equal(String field, String wanted) implements PolicyCondition {
        @Override
        public boolean allows(String value) {
            return value.equals(wanted);
        }

        @Override
        public String text() {
            return "[\"eq\", \"$" + field + "\", \"" + wanted + "\"]";
        }
    }

    /// The field must begin so; each of a list of content types must, as S3 has it.
    record Prefix(String field, String wanted) implements PolicyCondition {
        @Override
        public boolean allows(String value) {
            return field.equals("content-type")
                    ? Arrays.stream(value.split(",", -1))
                            .allMatch(type -> type.strip().startsWith(wanted))
                    : value.startsWith(wanted);
        }

        @Override
        public String text() {
            return "[\"starts-with\", \"$" + field + "\", \"" + wanted + "\"]";
        }
    }

    static String fieldName(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
